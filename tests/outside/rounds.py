"""Ten builds at once in one folder, some killed at random, some with --prune: no false fault, no half file, no lost edit.

Arguments: the program, a folder to work in, how many rounds.
"""

import pathlib
import random
import shutil
import subprocess
import sys
import time
import zipfile

program, work, rounds = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), int(sys.argv[3])
random.seed(7)
shutil.rmtree(work, ignore_errors=True)
(work / "cases").mkdir(parents=True)
text = pathlib.Path("cases/kontor-oppettider.toml").read_text()
for number in range(12):
    (work / f"cases/{number:02}.toml").write_text(text.replace('dnr = "', f'dnr = "{number} '))
environment = {"PATH": "/usr/bin:/bin", "XDG_STATE_HOME": str(work / "state")}
killed = edits = 0
for nth in range(rounds):
    # A case changes, and somebody writes into a document while it is built.
    case = work / f"cases/{random.randrange(12):02}.toml"
    case.write_text(text.replace('dnr = "', f'dnr = "{case.stem} {nth} '))
    words = f"Av hand {nth}"
    document = work / f"output/{random.randrange(12):02}.md"
    command = [program, "-C", work, "--lang", "en", "build"]
    running = [subprocess.Popen(command + random.choice([[], ["--prune"], ["--force"], ["--jobs", "1"]]), env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(10)]
    is_edited = document.exists()
    if is_edited:
        time.sleep(random.random() * 0.05)
        # As editors save: a new file takes the place of the old one.
        saved = work / "saved"
        saved.write_text(words)
        saved.replace(document)
        edits += 1
    victims = random.sample(running, 3)
    for victim in victims:
        time.sleep(random.random() * 0.02)
        victim.kill()
        killed += 1
    for process in running:
        said = process.communicate()[1]
        if process not in victims:
            assert process.returncode == 0, f"round {nth}: {process.returncode} {said}"
    final = subprocess.run(command + ["--prune"], env=environment, capture_output=True, text=True)
    assert final.returncode == 0, f"round {nth}: {final.stderr}"
    found = [path for path in (work / "output").iterdir() if path.name != ".blankett.lock"]
    assert not [path for path in found if path.name.startswith(".blankett-")], f"round {nth}: {found}"
    for path in found:
        if path.suffix == ".docx":
            assert zipfile.ZipFile(path).testzip() is None, f"round {nth}: {path}"
    if is_edited:
        stands = [path for path in found if path.suffix == ".md" and path.read_text() == words]
        assert stands, f"round {nth}: {words} is lost"
    for path in found:
        if ".changed" in path.name:
            path.unlink()
print(f"{rounds} rounds of ten builds at once, {killed} killed, {edits} edits: no false fault, no half file, no lost edit")
