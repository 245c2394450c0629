"""The picture of the README: a case beside the page of Word that is made of it, from the program's own output.

picture.py PROGRAM PICTURE: needs LibreOffice, poppler-utils and Chromium.
"""

import html
import pathlib
import subprocess
import sys
import tempfile

program, picture = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
project = pathlib.Path(__file__).resolve().parents[2]
case = project / "cases/kontor-oppettider.toml"

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #eef1f5; display: flex; gap: 16px; padding: 16px; height: 588px; box-sizing: border-box }}
pre, div {{ flex: 1; margin: 0; background: white; border: 1px solid #c3ccd8; overflow: hidden }}
pre {{ font: 11px/1.45 "Liberation Mono", monospace; padding: 14px; color: #24292f }}
b {{ color: #0b5394; font-weight: normal }} i {{ color: #6a737d; font-style: normal }}
img {{ width: 100% }}
</style><pre>{case}</pre><div><img src="page.png"></div>"""


def coloured(line: str) -> str:
    key, equals, value = line.partition(" = ")
    if line.startswith("#"):
        return f"<i>{html.escape(line)}</i>"
    if equals and " " not in key:
        return f"<b>{html.escape(key)}</b> = {html.escape(value)}"
    return html.escape(line)


with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    run = lambda *words: subprocess.run(words, cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run(program, "-C", project, "build", case, "--format", "docx", "--out", work)
    profile = f"-env:UserInstallation=file://{work}/profile"
    run("soffice", profile, "--headless", "--convert-to", "pdf", f"{case.stem}.docx")
    run("pdftoppm", "-png", "-r", "90", "-f", "1", "-singlefile", f"{case.stem}.pdf", "page")
    lines = case.read_text(encoding="utf-8").splitlines()
    shown = "\n".join(coloured(line) for line in lines if not line.startswith("#:schema"))
    (work / "page.html").write_text(PAGE.format(case=shown), encoding="utf-8")
    run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=960,588",
        f"--user-data-dir={work}/chromium", f"--screenshot={picture}", f"file://{work}/page.html",
    )
print(picture.name, picture.stat().st_size // 1024, "kB")
