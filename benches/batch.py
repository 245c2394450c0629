"""A batch of cases to Word, beside what else fills Word files: CPU seconds, memory, size, in one run.

    cargo build --release && python3 benches/batch.py

Installs the others beside itself under target/bench (needs Node.js, Python and, for pandoc, Debian's package).
All fill the same form with the same answers; that they are in their files is checked. No two cases have the same:
each text of theirs is made of other sentences of the shipped cases. The others read JSON, which is faster, and write
no tick boxes, lists, tables or provenance. COUNT=1000 makes a short run.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import tomllib
import zipfile

root = pathlib.Path(__file__).resolve().parent.parent
program = root / "target/release/blankett"
work = root / "target/bench"
# Where files are written: memory, so that no disk is measured.
ground = pathlib.Path(os.environ.get("GROUND", "/dev/shm")) / "blankett-bench"
count = int(os.environ.get("COUNT", "10000"))
shipped = [root / f"cases/{name}.toml" for name in ("exekutiva-forsaljningar", "leverantorsreskontra")]
environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")


# A small process of its own, since a child's peak memory counts from what its parent had.
measured = """
import os, subprocess, sys, time
before = time.monotonic()
child = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
with open(sys.argv[1], "w") as told:
    print(used.ru_utime + used.ru_stime, time.monotonic() - before, used.ru_maxrss / 1024, file=told)
sys.exit(status != 0)
"""


def run(arguments):
    """CPU seconds, wall seconds and peak memory (MiB) of a process and those that it starts."""
    told = work / "measured"
    subprocess.run([sys.executable, "-c", measured, told, *arguments], env=environment, check=True)
    return map(float, told.read_text().split())


def install():
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
    if not shutil.which("pandoc"):
        print("without pandoc, which is not installed", file=sys.stderr)
    subprocess.run([work / "venv/bin/pip", "install", "-q", "python-docx==1.2.0", "docxtpl==0.20.1"], check=True)
    packages = ["docxtemplater@3.66.3", "pizzip@3.2.0", "easy-template-x@6.2.2", "carbone@3.5.6"]
    if not (work / "node_modules/carbone").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", work, *packages], check=True)
    for script in (root / "benches/others").iterdir():
        shutil.copy(script, work)


def text(value):
    """An answer as plain text."""
    if isinstance(value, list):
        return "\n".join(text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values())
    return str(value).strip()


def varied(case, number, sentences):
    """A case with other sentences in each of its texts, the same ones in each run."""
    chance = random.Random(number)

    def other(match):
        chosen = (chance.choice(sentences) for _ in range(chance.randint(2, 16)))
        # A rule of the form asks how often.
        return "'''\nVarje månad. " + " ".join(f"{sentence} ({number}:{nth})." for nth, sentence in enumerate(chosen)) + "\n'''"

    case = case.replace('dnr = "', f'dnr = "{number} ')
    case = re.sub('^informationsmangd = "', f'informationsmangd = "Nummer {number}: ', case, flags=re.M)
    return re.sub("'''.*?'''", other, case, flags=re.S)


def template(blank, opening, closing, names):
    """The empty form with a placeholder in each text field."""
    target = work / f"template-{len(opening)}{opening[-1]}.docx"
    with zipfile.ZipFile(blank) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            part = before.read(entry).decode()
            if entry.filename == "word/settings.xml":
                part = re.sub("<w:documentProtection[^>]*>", "", part)
            if entry.filename == "word/document.xml":
                for field, key in names.items():
                    pattern = rf'(<w:ffData><w:name w:val="{field}"/>.*?fldCharType="separate"/></w:r>.*?<w:t[^>]*>)[^<]*'
                    part, found = re.subn(pattern, lambda m: f"{m[1]}{opening}{key}{closing}", part, count=1)
                    assert found, field
            after.writestr(entry.filename, part)
    return target


def main():
    install()
    shutil.rmtree(ground, ignore_errors=True)
    (ground / "cases").mkdir(parents=True)
    form = tomllib.loads((root / "templates/teknik/2017/form.toml").read_text())
    fields = {field["bookmark"]: field["key"] for field in form["field"] if isinstance(field.get("bookmark"), str)}
    answers, needles = {}, {}
    texts = [path.read_text() for path in shipped]
    prose = (text(answer) for case in texts for answer in tomllib.loads(case)["answers"].values() if isinstance(answer, str))
    sentences = [sentence.strip() for answer in prose for line in answer.splitlines() for sentence in line.split(".")]
    sentences = [sentence for sentence in sentences if sentence.count(" ") > 3 and not sentence.startswith(("-", "|"))]
    for number in range(count):
        case = varied(texts[number % len(texts)], number, sentences)
        name = f"{number:06}"
        (ground / f"cases/{name}.toml").write_text(case)
        given = tomllib.loads(case)["answers"]
        answers[name] = {key: text(given.get(key, "")) for key in fields.values()}
        needles[name] = f"Nummer {number}: "
    (ground / "cases.json").write_text(json.dumps(answers))
    subprocess.run([program, "-q", "-C", ground, "blank", "teknik", "--out", "blank.docx"], check=True)
    braces = template(ground / "blank.docx", "{", "}", fields)
    jinja = template(ground / "blank.docx", "{{ ", " }}", fields)
    carbone = template(ground / "blank.docx", "{d.", "}", fields)
    python = work / "venv/bin/python"
    others = {
        "easy-template-x": ["node", work / "easy-template-x.mjs", braces],
        "python-docx": [python, work / "python_docx_fill.py", braces],
        "docxtemplater": ["node", work / "docxtemplater.mjs", braces],
        "carbone": ["node", work / "carbone.cjs", carbone],
        "docxtpl": [python, work / "docxtpl_fill.py", jinja],
    }
    # Per document, so that the slow ones need not do all.
    few = {"carbone": 4, "docxtpl": 4, "pandoc": 100}
    rows = {}

    def check(folder, names):
        size = 0
        for name in names:
            path = folder / f"{name}.docx"
            size += path.stat().st_size
        for name in list(names)[:: max(1, len(names) // 50)]:
            with zipfile.ZipFile(folder / f"{name}.docx") as file:
                words = re.sub("<[^>]+>", "", file.read("word/document.xml").decode())
            assert needles[name] in words, (folder, name)
            for answer in answers[name].values():
                for line in answer.splitlines():
                    plain = line.strip(" |-").split(" | ")[0].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    plain = re.sub(r"^\d\. ", "", plain).replace('"', "&quot;")
                    assert plain in words or plain.replace("&quot;", '"') in words, (folder, name, plain)
        return size / len(names) / 1024

    def measure(label, arguments, names, folder):
        cpu, wall, memory = run(arguments)
        rows[label] = 1000 * cpu / len(names), len(names) / wall, memory, check(folder, names)

    for jobs in (1, 2):
        shutil.rmtree(ground / "output", ignore_errors=True)
        label = f"blankett, {jobs} job{'s' * (jobs > 1)}"
        measure(label, [program, "-q", "-C", ground, "build", "--format", "docx", "--jobs", str(jobs)], answers, ground / "output")
    cpu, wall, memory = run([program, "-q", "-C", ground, "build", "--format", "docx", "--jobs", "1"])
    rows["blankett, nothing changed"] = 1000 * cpu / count, count / wall, memory, rows["blankett, 1 job"][3]
    for label, arguments in others.items():
        names = dict(list(answers.items())[: max(50, count // few.get(label, 1))])
        (ground / "some.json").write_text(json.dumps(names))
        folder = ground / label
        folder.mkdir(exist_ok=True)
        measure(label, [*map(str, arguments), ground / "some.json", folder], names, folder)
    if shutil.which("pandoc"):
        names = dict(list(answers.items())[: max(20, count // few["pandoc"])])
        folder = ground / "pandoc"
        folder.mkdir(exist_ok=True)
        script = " && ".join(f"pandoc {ground}/output/{name}.md -o {folder}/{name}.docx" for name in names)
        run([program, "-q", "-C", ground, "build", "--format", "md", *(f"cases/{name}.toml" for name in names)])
        measure("pandoc", ["sh", "-c", script], names, folder)
    first = next(iter(answers))
    alone = [list(run([program, "-q", "-C", ground, "build", "--format", "docx", "--out", f"alone/{nth}", f"cases/{first}.toml"]))
             for nth in range(21)]
    seconds = statistics.median(wall for _, wall, _ in alone)
    least = rows["blankett, 1 job"][0]
    print(f"{count} cases of the official form to Word, one process each\n")
    print("| | CPU ms a document | documents a second | peak MiB | KiB a file | CPU, times blankett's |")
    print("| --- | --: | --: | --: | --: | --: |")
    for label, (cpu, speed, memory, size) in sorted(rows.items(), key=lambda row: row[1][0]):
        print(f"| {label} | {cpu:.3f} | {speed:,.0f} | {memory:.0f} | {size:.1f} | {cpu / least:.1f} |")
    print(f"\none case alone: {1000 * seconds:.0f} ms, {max(memory for _, _, memory in alone):.0f} MiB;"
          f" from save to document with --watch: {1000 * watched(first):.0f} ms")
    shutil.rmtree(ground)


def watched(name):
    """Seconds from saving a case to its document, in a project of a hundred cases."""
    small = ground / "watched"
    (small / "cases").mkdir(parents=True)
    for path in sorted((ground / "cases").iterdir())[:100]:
        shutil.copy(path, small / "cases")
    watching = subprocess.Popen([program, "-C", small, "--lang", "en", "build", "--format", "docx", "--watch"], stderr=subprocess.PIPE, text=True)
    while "waiting" not in watching.stderr.readline():
        pass
    case, document, taken = small / f"cases/{name}.toml", small / f"output/{name}.docx", []
    for nth in range(21):
        before = document.read_bytes()
        started = time.monotonic()
        case.write_text(case.read_text().replace('dnr = "', f'dnr = "{nth} ', 1))
        while document.read_bytes() == before:
            time.sleep(0.001)
        taken.append(time.monotonic() - started)
    watching.send_signal(signal.SIGINT)
    watching.wait()
    return statistics.median(taken)


if __name__ == "__main__":
    main()
