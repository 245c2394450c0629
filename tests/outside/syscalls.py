"""Fails one system call after another, by strace: no file is left half written, and nothing typed is lost.

Arguments: the program, a folder to work in. Each kind of call that touches files fails at each of its places
(at evenly spaced ones where there are many), with the errors that disks give; then the command is run again, and
does what it would have done.
"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys

program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
# Kinds of calls, each with the error that it most likely gives.
CALLS = {
    "openat": "EACCES", "openat2": "EIO", "read": "EIO", "write": "ENOSPC", "fsync": "EIO", "fchmod": "EPERM",
    "renameat": "EACCES", "renameat2": "EIO", "unlinkat": "EACCES", "mkdirat": "ENOSPC", "mkdir": "EACCES",
    "flock": "EIO", "statx": "EIO", "newfstatat": "EACCES", "fstat": "EIO", "getdents64": "EIO", "linkat": "EPERM",
}
MOST_PLACES = 12
HAND = "Det här skrev någon för hand."


def run(folder, arguments, strace=()):
    command = [*strace, program, "-C", folder, "--lang", "en", *arguments]
    # Another folder of records each time: what is known of the last run is no part of this one.
    return subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, timeout=120)


def project(name):
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "cases").mkdir(parents=True)
    shutil.copy("cases/kontor-oppettider.toml", folder / "cases/a.toml")
    shutil.copy("cases/leverantorsreskontra.toml", folder / "cases/b.toml")
    assert run(folder, ["build", "--quiet"]).returncode == 0
    return folder


def files(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".blankett"):
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def prepared(name):
    """Documents of an earlier state of the cases, one of them changed by hand, and one case edited in Word."""
    folder = project(name)
    for case in ("a", "b"):
        path = folder / f"cases/{case}.toml"
        path.write_text(path.read_text().replace('dnr = "', 'dnr = "X '))
    (folder / "output/a.md").write_text(HAND)
    shutil.copy(folder / "output/b.docx", folder / "back.docx")
    return folder


def commands():
    yield "build", ["build", "--jobs", "1"]
    yield "extract", ["extract", "back.docx", "--into", "cases/b.toml"]
    yield "archive", ["archive", "--jobs", "1", "--force", "--date", "2026-03-03"]


def holds(folder, before, after, what):
    """Every file is as before or as after; what was typed by hand stands somewhere."""
    now = files(folder)
    for name, content in now.items():
        known = [state[name] for state in (before, after) if name in state]
        kept = ".changed" in name and content in before.values()
        # It has a line for each package that is there.
        if name.endswith("SHA256SUMS"):
            kept = set(content.splitlines()) <= set(after[name].splitlines())
        assert content in known or kept, f"{what}: {name} is neither as before nor as after"
    for name in before:
        if not name.startswith("archive/"):
            assert name in now, f"{what}: {name} is gone"
    assert HAND.encode() in now.values(), f"{what}: what was typed is lost"


work.mkdir(parents=True, exist_ok=True)
total = 0
for name, arguments in commands():
    template = prepared(f"{name}-template")
    if name == "archive":
        shutil.copy("blankett.toml", template)
    before = files(template)
    whole = work / f"{name}-whole"
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(template, whole)
    log = work / "calls"
    traced = run(whole, arguments, ["strace", "-f", "-qq", "-y", "-o", log, "-e", f"trace={','.join(CALLS)}"])
    after = files(whole)
    places = collections.defaultdict(set)
    counts = collections.Counter()
    for thread, call, rest in re.findall(r"^(\d+) +(\w+)\((.*)$", log.read_text(), re.M):
        # Each thread is counted by itself. What git and the system read is not ours.
        counts[thread, call] += 1
        if str(whole.resolve()) in rest and "git" not in rest:
            places[call].add(counts[thread, call])
    tried = 0
    for call, error in CALLS.items():
        here = sorted(places[call])
        for nth in here[:: max(1, len(here) // MOST_PLACES)]:
            folder = work / f"{name}-now"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(template, folder)
            inject = f"inject={call}:error={error}:when={nth}"
            result = run(folder, arguments, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject])
            what = f"{name}, {call} {nth} fails with {error}"
            if "std/src/sys/process" in result.stderr:
                # Rust's own way of starting git, whose pipe another thread's number hit.
                continue
            assert result.returncode in (0, 1, 2, 127), f"{what}: {result.returncode} {result.stderr}"
            assert "panicked" not in result.stderr, f"{what}: {result.stderr}"
            holds(folder, before, after, what)
            again = run(folder, arguments)
            assert again.returncode in (0, 1), f"{what}, and again: {again.stderr}"
            holds(folder, before, after, f"{what}, and again")
            wanted = {path for path in after if ".changed" not in path}
            assert wanted <= set(files(folder)), f"{what}, and again: {wanted - set(files(folder))} is missing"
            tried += 1
    assert tried > 20, f"{name}: only {tried} calls failed"
    total += tried
    print(f"{name}: {tried} calls that failed, and no file that was half written or lost")
