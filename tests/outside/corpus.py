"""Hundreds of Word files that nobody here made, and thousands of damaged ones: never a panic, a hang or
runaway memory; what is imported is proved, makes an empty form, is filled and read back."""
import hashlib
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

# Whatever strangers' files do by themselves is told elsewhere; here they are read, filled and read back.
os.environ["BLANKETT_ACTIVE_CONTENT"] = "macros,dde,includes,chunks,objects,links,template,controls,unread"

program, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
SOURCES = {
    "pip": ["python-docx==1.2.0", "python-docx-ng==2.1.0", "PyDocX==0.9.10", "docx2html==0.2.3", "docx-revisions==0.1.5"],
    "npm": ["mammoth@1.13.0", "docx4js@3.3.0"],
}
SECONDS, MEMORY = 20, 1 << 30
ENDINGS = (".docx", ".docm", ".dotx", ".doc")


def collect():
    packages = work / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    for source in SOURCES["pip"]:
        name = source.split("==")[0].lower().replace("-", "?")
        if not list(packages.glob(f"[{name[0]}{name[0].upper()}]{name[1:]}*.tar.gz")) and not (packages / f".{source}").exists():
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary",
                            source.split("==")[0], "-d", packages, source], check=True)
            (packages / f".{source}").touch()
    for source in SOURCES["npm"]:
        if not (packages / f".{source}").exists():
            subprocess.run(["npm", "pack", "--silent", source], cwd=packages, check=True, stdout=subprocess.DEVNULL)
            (packages / f".{source}").touch()
    files = {}
    for package in sorted(packages.glob("*.t*gz")):
        with tarfile.open(package) as tar:
            for member in tar.getmembers():
                if member.isfile() and member.name.lower().endswith(ENDINGS):
                    data = tar.extractfile(member).read()
                    files.setdefault(hashlib.sha256(data).hexdigest(), (member.name, data))
    return [files[key] for key in sorted(files)]


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, preexec_fn=limit, timeout=4 * SECONDS)
    said = done.stderr.decode(errors="replace")
    assert done.returncode in (0, 1, 2) and "panicked" not in said, (arguments, done.returncode, said[-2000:])
    return done.returncode, said


def mutated(data, chance):
    """The file with one of its parts changed: bytes, tags, or pieces of it moved."""
    import io
    try:
        old = zipfile.ZipFile(io.BytesIO(data))
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        name = chance.choice([name for name in names if "document" in name] or names)
        part = bytearray(old.read(name))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for other in old.namelist():
                if other != name:
                    new.writestr(other, old.read(other))
                    continue
                for _ in range(chance.randint(1, 4)):
                    at = chance.randrange(max(1, len(part)))
                    kind = chance.randrange(4)
                    if kind == 0:
                        part[at:at + chance.randint(0, 400)] = b""
                    elif kind == 1:
                        part[at:at] = part[chance.randrange(len(part) or 1):][: chance.randint(0, 2000)]
                    elif kind == 2:
                        part[at:at + 1] = bytes([chance.randrange(256)])
                    else:
                        tag = chance.choice([b"<w:fldChar w:fldCharType=\"end\"/>", b"<w:tbl>", b"</w:p>", b"<w:sdt>",
                                             b"<w:fldChar w:fldCharType=\"begin\"/>", b"<w:bookmarkStart w:id=\"1\" w:name=\"x\"/>"])
                        where = part.find(b"<", at)
                        part[where if where >= 0 else at:where if where >= 0 else at] = tag
                new.writestr(other, bytes(part))
        return out.getvalue()
    except Exception:
        data = bytearray(data)
        for _ in range(10):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)


files = collect()
assert len(files) >= 100, len(files)
counts = {"read": 0, "refused": 0, "imported": 0, "filled in": 0, "fields": 0, "damaged": 0}
# What nobody has decided yet of a form: words in its places, places without a question, questions with the same words.
UNDECIDED = {"prefilled", "place-unclaimed", "same-words"}
with tempfile.TemporaryDirectory() as folder:
    def everything(data, deep):
        path = pathlib.Path(folder, "x.docx")
        path.write_bytes(data)
        shutil.rmtree(pathlib.Path(folder, "templates"), ignore_errors=True)
        code, _ = run(folder, "text", "x.docx")
        if code != 0:
            counts["refused"] += 1
            return
        counts["read"] += 1
        run(folder, "extract", "x.docx", "--form", "teknik")
        code, said = run(folder, "import", "x.docx", "--id", "x")
        # A file that somebody has filled in is reported, and imported all the same.
        is_undecided = lambda code, said: code == 1 and set(re.findall(r"error\[([a-z-]+)\]", said)) <= UNDECIDED
        is_filled_in = is_undecided(code, said)
        if code != 0 and not is_filled_in:
            assert not deep, said
            return
        counts["filled in"] += is_filled_in
        counts["imported"] += 1
        definition = pathlib.Path(folder, "templates/x/1/form.toml").read_text()
        fields = definition.count("[[field]]")
        counts["fields"] += fields
        code, said = run(folder, "form", "check", "x")
        assert code == 0 or is_undecided(code, said), said
        blank = pathlib.Path(folder, "blank.docx")
        blank.unlink(missing_ok=True)
        code, said = run(folder, "blank", "x", "--out", "blank.docx")
        assert code == 0, said
        # The empty form is empty.
        done = subprocess.run([program, "extract", "blank.docx"], cwd=folder, capture_output=True, timeout=4 * SECONDS)
        _, _, answers = done.stdout.decode().partition("[answers]")
        # A list always shows one of its entries; where none is a prompt, that is the first.
        lists = re.findall(r'^key = "(.*)"\n(?:.+\n)*?kind = "choice"$', definition, re.M)
        found = [key for key in re.findall(r"^([a-z_0-9]+) = ", answers, re.M) if key not in lists]
        assert not found, done.stdout.decode()[-2000:]
        run(folder, "form", "diff", "x", "x.docx")

    for name, data in files:
        try:
            everything(data, deep=True)
        except AssertionError as error:
            print("FEL", name, error)
            counts["fel"] = counts.get("fel", 0) + 1
    chance = random.Random(1)
    for _ in range(int(os.environ.get("DAMAGED", "300"))):
        name, data = chance.choice(files)
        if len(data) < 200_000:
            counts["damaged"] += 1
            everything(mutated(data, chance), deep=False)
print(counts)
sys.exit("fel" in counts)
