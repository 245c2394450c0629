"""What other programs save of a filled-in form comes back: each writes the body of the file anew.

Usage: programs.py PROGRAM CASES WORK
"""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

program, cases, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
# What somebody changed: the date, a name in a line, words in a text.
MARK = "ändradordning"


def run(*arguments, cwd=work, code=(0,)):
    done = subprocess.run([str(argument) for argument in arguments], cwd=cwd, capture_output=True, text=True)
    assert done.returncode in code, (arguments, done.returncode, done.stdout, done.stderr)
    return done


def office(source, kind, folder):
    run("soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", kind, "--outdir", folder, source)


def through_office(kind):
    def save(source, target):
        folder = target.parent / f"by-{kind}"
        office(source, kind, folder)
        office(folder / f"{source.stem}.{kind}", "docx:MS Word 2007 XML", folder)
        shutil.move(folder / f"{source.stem}.docx", target)

    return save


PROGRAMS = {
    "LibreOffice": lambda source, target: (office(source, "docx:MS Word 2007 XML", target.parent / "own"),
                                           shutil.move(target.parent / "own" / f"{source.stem}.docx", target)),
    "LibreOffice, .odt": through_office("odt"),
    "LibreOffice, .doc": through_office("doc"),
    "pandoc": lambda source, target: run("pandoc", source, "-o", target),
    "AbiWord": lambda source, target: run("abiword", "--to=docx", f"--to-name={target}", source),
}
# They drop boxes, which is told.
WITHOUT_BOXES = {"pandoc", "AbiWord"}


def edited(source, target, subs):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for before, after in subs:
                    assert text.count(before) >= 1, before
                    text = text.replace(before, after, 1)
                data = text.encode()
            new.writestr(name, data)


def answers(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))["answers"]


answered, back = 0, 0
for name, save in PROGRAMS.items():
    for source in sorted(cases.glob("*.toml")):
        if 'form = "teknik"' not in source.read_text(encoding="utf-8"):
            continue
        project = work / re.sub(r"\W+", "-", name) / source.stem
        (project / "cases").mkdir(parents=True)
        case = project / "cases" / source.name
        shutil.copy(source, case)
        case.chmod(0o644)
        run(program, "-q", "build", "--format", "docx", cwd=project)
        built = project / "output" / f"{source.stem}.docx"
        before = answers(case)
        date = before["datum"].isoformat()
        words = re.sub(r"\W.*", "", before["publicering"].strip().splitlines()[0])
        changed = project / f"{source.stem}.docx"
        edited(built, changed, [(f">{date}<", ">den 9 juni 2026<"), (f">{words}", f">{MARK} {words}")])
        saved = project / "saved.docx"
        save(changed, saved)
        done = run(program, "--lang", "en", "extract", "--into", case, saved, cwd=project, code=(0, 1))
        after = answers(case)
        expected = dict(before)
        expected["datum"] = after["datum"]
        assert after["datum"].isoformat() == "2026-06-09", (name, source, done.stderr)
        expected["publicering"] = before["publicering"].replace(words, f"{MARK} {words}", 1)
        assert after.keys() == expected.keys(), (name, source, done.stderr)
        for key, value in expected.items():
            answered += 1
            same = re.sub(r"\s+", " ", str(after[key]).strip()) == re.sub(r"\s+", " ", str(value).strip())
            assert same or "layout-dropped" in done.stderr, (name, source, key, value, after[key], done.stderr)
            back += same
        assert ("field-missing" in done.stderr) == (name in WITHOUT_BOXES), (name, done.stderr)
    print(f"{name}: what it shows comes back, what it dropped is told")
assert back >= 0.99 * answered, (back, answered)
print(f"{back} of {answered} answers, none of them wrong")
