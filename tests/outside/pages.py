"""What LibreOffice lays out and saves again has every word of every answer, and live fields."""
import pathlib
import re
import subprocess
import sys
import tomllib
import zipfile

from words import words

cases, pages, again = map(pathlib.Path, sys.argv[1:])

pdfs = sorted(pages.glob("*.pdf"))
assert len(pdfs) == len(list(again.glob("*.docx"))) >= 6
for pdf in pdfs:
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    count = text.count("\f")
    assert f"Sida 1 ({count})" in text and f"Sida {count} ({count})" in text, pdf
    toml = cases / f"{pdf.stem.replace('metadata-', 'metadata/')}.toml"
    case = tomllib.loads(toml.read_text()) if toml.exists() else {"form": "teknik" if pdf.stem == "blank" else "", "answers": {}}
    if case["form"] == "teknik":
        for number, heading in [(1, "Förutsättningar"), (5, "Hur ska öppna data underhållas?"), (9, "Beslut")]:
            assert re.search(rf"^ *{number} +{re.escape(heading)}", text, re.M), (pdf, heading)
        assert re.search(r"enligt\s+punkt\s+5\.", text), pdf
    # A word may be broken at the end of a line, where the column of a table is narrow.
    squeezed = re.sub(r"\s+", "", subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout)
    if pdf.stem != "hostile":
        answers = case.get("answers", {})
        # What the form declares unplaced stands in no document.
        for word in words({key: answer for key, answer in answers.items() if key != "anteckning"}):
            assert word in squeezed, (pdf, word)
    if pdf.stem == "exekutiva-forsaljningar":
        for item in ["1. Utökad licens", "2. Brandväggsöppning", "3. Informationsklassningen"]:
            assert re.search(re.escape(item).replace(r"\ ", r"\s+"), text), (pdf, item)
    with zipfile.ZipFile(again / f"{pdf.stem}.docx") as package:
        document = package.read("word/document.xml").decode()
    if case["form"] == "teknik":
        # LibreOffice keeps the names of text fields, and of tick boxes the bookmarks.
        fields = re.findall(r'<w:ffData><w:name w:val="([^"]*)".*?w:bookmarkStart[^>]* w:name="([^"]*)"', document)
        names = [name or bookmark for name, bookmark in fields]
        assert names == [
            "Text1", "Text3", "Text4", "Text5", "Kontaktperson", "Text26", "Text22", "Kryss11", "Kryss11_Nej", "Text21",
            "Kryss12", "Kryss12_Nej", "Text24", "Text25", "Text27", "Avvikelser", "Text28",
        ], (pdf, names)
    print("laid out and saved:", pdf.stem, f"{count} pages")
