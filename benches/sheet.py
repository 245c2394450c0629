"""Cases to a workbook and back, beside openpyxl writing the same cells: seconds and memory, in one run.

    cargo build --release && python3 benches/sheet.py

Each case has other sentences of the shipped ones. What comes back changes nothing, and then one answer of each case.
COUNT=1000 makes a short run; openpyxl is installed under target/bench.
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tomllib

root = pathlib.Path(__file__).resolve().parent.parent
program = root / "target/release/blankett"
work = root / "target/bench"
ground = pathlib.Path(os.environ.get("GROUND", "/dev/shm")) / "blankett-sheet"
count = int(os.environ.get("COUNT", "10000"))

# A small process of its own, since a child's peak memory counts from what its parent had.
measured = """
import os, subprocess, sys, time
before = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(time.monotonic() - before, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(status != 0)
"""

# Reads the cells before the clock starts, and says how long writing them took.
openpyxl_writes = """
import openpyxl, sys, time
rows = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True)]
before, used = time.monotonic(), time.process_time()
book = openpyxl.Workbook()
for title, all in rows:
    sheet = book.create_sheet(title)
    for row in all:
        sheet.append(row)
book.save(sys.argv[2])
print(time.monotonic() - before, time.process_time() - used)
"""


def run(*arguments):
    told = subprocess.run([sys.executable, "-c", measured, *map(str, arguments)], capture_output=True, text=True, check=True)
    return [float(one) for one in told.stdout.split()]


work.mkdir(parents=True, exist_ok=True)
if not (work / "venv").exists():
    subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
subprocess.run([work / "venv/bin/pip", "install", "-q", "openpyxl==3.1.5"], check=True)
shutil.rmtree(ground, ignore_errors=True)
(ground / "cases").mkdir(parents=True)
shutil.copytree(root / "templates", ground / "templates")
text = (root / "cases/exekutiva-forsaljningar.toml").read_text()
sentences = sorted(set(re.findall(r"[A-ZÅÄÖ][^.\n]{20,120}\.", text)))
keys = [key for key, value in tomllib.loads(text)["answers"].items() if isinstance(value, str) and len(value) > 80]
for nth in range(count):
    random.seed(nth)
    case = text.replace("EXM 2026/00117", f"EXM 2026/{nth:05}")
    for key in keys:
        words = " ".join(random.sample(sentences, 4))
        case = re.sub(rf"(?ms)^{key} = ('''.*?'''|\"[^\n]*\")$", f"{key} = '{words}'", case, count=1)
    (ground / f"cases/{nth:05}.toml").write_text(case)
out = run(program, "-C", ground, "sheet", "out", "teknik", "--out", "svar.xlsx")
back = run(program, "-C", ground, "sheet", "in", "svar.xlsx")
told = subprocess.run([work / "venv/bin/python", "-c", openpyxl_writes, ground / "svar.xlsx", ground / "annan.xlsx"],
                      capture_output=True, text=True, check=True)
theirs = [float(one) for one in told.stdout.split()]
print(f"{count} cases, {(ground / 'svar.xlsx').stat().st_size / 1e6:.1f} MB")
for name, (seconds, cpu, memory) in [("sheet out", out), ("sheet in, unchanged", back)]:
    print(f"{name}: {seconds:.2f} s, {seconds / theirs[0]:.2f} times what openpyxl takes to write the same cells "
          f"(CPU {cpu / theirs[1]:.2f}); {memory:.0f} MiB")
shutil.rmtree(ground)
