"""What python-docx and docx2python read in our files is what the cases say."""
import pathlib
import sys
import tomllib

import docx
from docx2python import docx2python

cases, built = map(pathlib.Path, sys.argv[1:])
for path in sorted(built.glob("*.docx")):
    document = docx.Document(path)
    # An unstyled paragraph of docx-rs's has no style at all to python-docx.
    assert all(p.style is not None and p.style.name for p in document.paragraphs), path
    properties = document.core_properties
    assert properties.title and properties.language == "sv-SE", path
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    toml = cases / f"{path.stem.replace('metadata-', 'metadata/')}.toml"
    case = tomllib.loads(toml.read_text()) if toml.exists() else {"form": "teknik" if path.stem == "blank" else "", "answers": {}}
    if case["form"] == "teknisk-metadata":
        everything = docx2python(path).text
        for theme in ["Ekonomi och finans", "Energi"]:
            tick = "☒" if theme in case["answers"].get("teman", []) else "☐"
            assert f"{tick} {theme}" in everything, (path, theme)
        rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
        assert rows[0] == ["Webbadress", "Format", "Licens", "Storlek (MB)", "Sedan"], (path, rows)
        assert [row[0] for row in rows[1:]] == [row["adress"] for row in case["answers"]["distributioner"]], path
    if case["form"] != "teknik":
        continue
    assert len(headings) == 9 and headings[4].text == "Hur ska öppna data underhållas?", path
    facts = case.get("case", {})
    assert properties.author and properties.title.startswith(document.paragraphs[0].text), path
    if "foredragande" in facts:
        assert properties.author == facts["foredragande"], (path, properties.author)
    if "skapad" in facts:
        assert properties.created.date() == facts["skapad"], path
    for table in document.tables:
        header = table.rows[0]._tr.trPr
        assert header is not None and header.xpath("w:tblHeader"), path
    everything = "\n".join(p.text for p in document.paragraphs)
    everything += "\n" + "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    for key, answer in case["answers"].items():
        if isinstance(answer, str) and path.stem != "hostile":
            for line in answer.splitlines():
                for cell in line.strip("|").split(" | ") if line.startswith("|") else [line]:
                    plain = cell.strip().removeprefix("- ")
                    plain = plain.split(". ", 1)[1] if plain[:1].isdigit() and plain[1:3] == ". " else plain
                    assert plain in everything or set(plain) <= set("-| "), (path, key, plain)
    text = docx2python(path).text
    ticks = {(True,): "Ja ☒ Nej ☐", (False,): "Ja ☐ Nej ☒", (None,): "Ja ☐ Nej ☐"}
    wanted = ticks[(case["answers"].get("standard_finns"),)]
    assert wanted in text, (path, wanted)
    print("read:", path.name)
