"""CPU time and peak memory of PDF/A, beside Word, in one run: 100 and 1,000 documents out of the shipped cases.

    cargo build --release && python3 benches/pdf.py
"""
import os
import pathlib
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = root / "target/release/blankett"
shipped = [root / f"cases/{name}.toml" for name in ("exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra")]


def run(project, *arguments):
    """CPU seconds and peak memory (MiB) of one process."""
    child = os.fork()
    if child == 0:
        os.execv(program, [str(program), "-q", "-C", str(project), *arguments])
    _, status, used = os.wait4(child, 0)
    assert status == 0, arguments
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


print(f"{'documents':>9}  {'format':6}  {'CPU ms each':>11}  {'peak MiB':>8}")
measured = {}
with tempfile.TemporaryDirectory() as folder:
    for count in (100, 1000):
        project = pathlib.Path(folder) / str(count)
        (project / "cases").mkdir(parents=True)
        for number in range(count):
            # Every document is another: its dnr stands in the header of each page.
            case = shipped[number % 3].read_text().replace('dnr = "', f'dnr = "{number} ')
            (project / f"cases/{number:04}.toml").write_text(case)
        for kind in ("docx", "pdf"):
            seconds, memory = run(project, "build", "--format", kind)
            written = list((project / "output").glob(f"*.{kind}"))
            assert len(written) == count, (kind, len(written))
            measured[count, kind] = seconds / count, memory
            print(f"{count:9}  {kind:6}  {1000 * seconds / count:11.1f}  {memory:8.0f}")
pdf, word = measured[1000, "pdf"], measured[1000, "docx"]
growth = pdf[1] / measured[100, "pdf"][1]
print(f"a PDF takes {pdf[0] / word[0]:.1f} times the CPU time of a Word file; "
      f"1,000 of them {growth:.2f} times the memory of 100")
# Memory must not grow with the batch.
sys.exit(0 if growth < 1.25 else 1)
