"""On a terminal: colour, and lines that fit its width; neither elsewhere, and no colour with NO_COLOR."""
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


def on_terminal(columns, folder, **environment):
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [program, "check"], cwd=folder, stderr=side, env={"TERM": "xterm-256color", **environment})
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
