"""Edits a Word file in LibreOffice as a person does, and saves it: run with the python that has `uno`."""
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

source, target, profile = sys.argv[1:]
pipe = "pipe,name=blankett"
office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
                           f"--accept={pipe};urp"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(60):
    try:
        context = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def value(name, value):
    property = PropertyValue()
    property.Name, property.Value = name, value
    return property


document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (value("Hidden", True),))


def find(text):
    search = document.createSearchDescriptor()
    search.SearchString = text
    found = document.findFirst(search)
    assert found, text
    return found


# A date in words, a word in the middle of an answer, a paragraph of its own.
find("2026-05-05").String = "den 6 maj 2026"
found = find("i september 2026")
found.String = "i oktober 2026 & \u201dsedan\u201d"
cursor = found.Text.createTextCursorByRange(found.End)
document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
document.Text.insertString(cursor, "Ett stycke till.", False)
# Something beside the fields.
heading = find("Ta fram bra teknisk metadata")
heading.Text.insertString(heading.End, " (gör vi sedan)", False)
document.storeToURL(f"file://{target}", (value("FilterName", "MS Word 2007 XML"),))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(30)
