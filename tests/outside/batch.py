"""Batches on disks that fail: full, read-only; a folder of a hundred thousand cases.

    batch.py PROGRAM CASE WORK
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

program, case, work = (pathlib.Path(path).resolve() for path in sys.argv[1:])
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
text = case.read_text()
assert 'dnr = "' in text


def project(name, count):
    folder = work / name
    (folder / "cases").mkdir(parents=True)
    for number in range(count):
        (folder / f"cases/{number:06}.toml").write_text(text.replace('dnr = "', f'dnr = "{number} '))
    return folder


def build(folder, *arguments):
    return subprocess.run([program, "-C", folder, "--lang", "en", "build", *arguments], capture_output=True, text=True)


def documents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".blankett.lock"}


few = project("few", 60)
assert build(few, "--out", "whole").returncode == 0
whole = documents(few / "whole")
small = few / "small"
small.mkdir()
if os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", small]).returncode == 0:
    try:
        told = build(few, "--out", "small")
        there = documents(small)
        assert told.returncode == 2 and "cannot-write" in told.stderr, told
        # Each is whole, and none is half.
        assert 0 < len(there) < len(whole) and all(whole[name] == there[name] for name in there)
        subprocess.run(["mount", "-o", "remount,size=10m", small], check=True)
        assert build(few, "--out", "small").returncode == 0
        assert documents(small) == whole
        print("a full disk:", len(there), "whole documents and no other; the rest when there was room")
        # A change, and a disk that takes nothing.
        for path in (few / "cases").iterdir():
            path.write_text(path.read_text().replace('dnr = "', 'dnr = "ny '))
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        told = build(few, "--out", "small")
        assert told.returncode == 2 and "cannot-write" in told.stderr, told
        # What is there is of an earlier build, and told to be.
        assert documents(small) == whole and "stale-output" in told.stderr
        assert build(few, "--out", "small", "--check").returncode == 1
        print("a read-only disk: nothing changed, and nothing called fresh")
    finally:
        subprocess.run(["umount", small], check=True)
else:
    print("full and read-only disks: not tried, as nothing can be mounted here")

# Ten thousand faults are a summary.
faults = project("faults", 10_000)
for path in (faults / "cases").iterdir():
    path.write_text(path.read_text().replace("datum = ", "datun = "))
told = build(faults)
assert told.returncode == 1 and len(told.stderr.splitlines()) < 1000, len(told.stderr.splitlines())
assert "10000 cases, 10000 with errors" in told.stderr, told.stderr[-500:]
print("10,000 cases with faults:", len(told.stderr.splitlines()), "lines, the last of them:")
print(told.stderr.splitlines()[-2][:160])
shutil.rmtree(faults)

many = project("many", 100_000)
told = build(many, "--format", "md")
assert told.returncode == 0 and "100000 files written" in told.stderr, told.stderr[-500:]
again = build(many, "--format", "md")
assert again.returncode == 0 and "0 files written to output, 100000 unchanged" in again.stderr, again.stderr[-500:]
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
assert most < 100, most
print(f"a folder of 100,000 cases: {told.stderr.strip()}; then {again.stderr.strip()}; {most:.0f} MiB at most")
shutil.rmtree(work)
