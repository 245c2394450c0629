"""On a terminal: colour, lines that fit its width, and how far a batch has come; none of it elsewhere, and no colour
with NO_COLOR."""
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios

program, project = os.path.abspath(sys.argv[1]), sys.argv[2]


def on_terminal(columns, folder, command=("check",), **environment):
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [program, *command], cwd=folder, stderr=side, env={"TERM": "xterm-256color", **environment})
    os.close(side)
    said = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    process.wait()
    return said.decode()


with tempfile.TemporaryDirectory() as folder:
    shutil.copytree(project, folder, dirs_exist_ok=True)
    plain = re.compile(r"\x1b\[[0-9;]*m")
    for columns in (60, 100, 200):
        said = on_terminal(columns, folder)
        assert "\x1b[" in said
        excerpts = [line for line in plain.sub("", said).splitlines() if re.match(r" *\d+ \|", line)]
        assert excerpts and max(map(len, excerpts)) <= columns, (columns, max(excerpts, key=len))
        assert any(len(line) > columns - 25 for line in excerpts) or columns == 200
    assert "\x1b[" not in on_terminal(80, folder, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(80, folder, TERM="dumb")
    # A hundred faults are a list whose lines fit.
    with open(f"{folder}/cases/a-datum.toml", "a") as case:
        case.write("".join(f"zz{key} = {key}\n" for key in range(100)))
    for columns in (60, 100):
        lines = plain.sub("", on_terminal(columns, folder)).splitlines()
        assert len(lines) < 250
        long = [line for line in lines if len(line) > columns and " " in line[30:columns]]
        assert not long, (columns, long[0])
    print("colour and width follow the terminal")

with tempfile.TemporaryDirectory() as folder:
    case = open(os.path.join(os.path.dirname(__file__), "../../cases/kontor-oppettider.toml")).read()
    os.mkdir(os.path.join(folder, "cases"))
    for number in range(300):
        with open(os.path.join(folder, f"cases/{number}.toml"), "w") as file:
            file.write(case)
    said = on_terminal(100, folder, ("build", "--format", "md"))
    assert re.search(r"\d+/300  \d+/s  \d+s", said), said[-500:]
    # The line is gone at the end.
    assert said.rstrip().splitlines()[-1].rsplit("\x1b[2K")[-1].startswith("300 cases, no errors"), said[-300:]
    elsewhere = subprocess.run([program, "build", "--format", "md", "--force"], cwd=folder, capture_output=True, text=True)
    assert "/s" not in elsewhere.stderr and "\x1b" not in elsewhere.stderr, elsewhere
    print("a batch on a terminal shows how far it has come, and nothing of it elsewhere")
