"""Puts a paragraph's properties after its text, which the schema forbids: a negative control."""
import re
import sys
import zipfile

source, target = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
    for name in old.namelist():
        part = old.read(name)
        if name == "word/document.xml":
            text = part.decode()
            text, count = re.subn(r"<w:p>(<w:pPr>.*?</w:pPr>)(.*?)</w:p>", r"<w:p>\2\1</w:p>", text, count=1)
            assert count == 1
            part = text.encode()
        new.writestr(name, part)
