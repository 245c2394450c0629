"""Holds workbooks against openpyxl and LibreOffice Calc, which open them, change them and save them.

What nobody changed changes no byte of any case, however it was saved; what was changed is in the case.
"""

import datetime
import json
import pathlib
import shutil
import subprocess
import sys

import openpyxl

blankett, project, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])


def run(folder, *arguments, code=0):
    done = subprocess.run([blankett, "-C", folder, *arguments], capture_output=True, text=True)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done


def cases(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted((folder / "cases").rglob("*.toml"))}


def by_openpyxl(path, out):
    openpyxl.load_workbook(path).save(out)


def by_calc(path, out):
    folder = out.parent / "calc"
    folder.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx", "--outdir", folder, path],
        check=True, capture_output=True,
    )
    shutil.copy(folder / path.name, out)


shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
folder = work / "project"
shutil.copytree(project, folder, ignore=shutil.ignore_patterns("debug", "release", "tokyo", "utc", "output"))
before = cases(folder)
forms = sorted({json.loads(line)["form"] for line in subprocess.run(
    [blankett, "-C", folder, "--quiet", "answers"], capture_output=True, text=True).stdout.splitlines()})
assert len(forms) >= 3, forms
saved = 0
for form in forms:
    # A case that cannot be read is told, and stops no other.
    subprocess.run([blankett, "-C", folder, "--quiet", "sheet", "out", form, "--out", f"{form}.xlsx"], capture_output=True)
    for path in sorted(folder.glob(f"{form}*.xlsx")):
        sheets = openpyxl.load_workbook(path)
        assert sheets.worksheets[0].protection.sheet and sheets.worksheets[0].freeze_panes == "B2", path
        assert not any(cell.data_type == "f" for sheet in sheets for row in sheet.iter_rows() for cell in row), path
        for save in [by_openpyxl, by_calc]:
            out = work / f"{path.stem}-{save.__name__}.xlsx"
            save(path, out)
            done = run(folder, "sheet", "in", out)
            assert "nothing to change" in done.stderr, done.stderr
            assert cases(folder) == before, (path, save)
            saved += 1
print("workbooks saved by openpyxl and Calc change nothing:", saved)

# What somebody changes: values, rows sorted, columns moved and added, a row taken away, one added.
path = folder / "teknik.xlsx"
book = openpyxl.load_workbook(path)
sheet = book.worksheets[0]
heads = {cell.value: cell.column for cell in sheet[1]}
rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
case = "kontor-oppettider"
sheet.cell(rows[case], heads["Datum"]).value = datetime.date(2026, 4, 5)
sheet.cell(rows[case], heads["Beslutad av"]).value = "=1+1 är inget svar"
sheet.cell(rows[case], heads["Beslutad av"]).data_type = "s"
sheet.cell(rows[case], heads["Klassificering"]).value = "0012"
new = sheet.max_row + 1
sheet.cell(new, heads["Informationsmängden som berörs"]).value = "Badvatten 2026"
sheet.cell(new, heads["Datum"]).value = "12 oktober 2026"
sheet.cell(1, sheet.max_column + 1).value = "Vår egen kolumn"
people = book["Deltagare"]
people.append(["badvatten-2026", None, "Testa Exempelsson", "handläggare"])
values = [[cell.value for cell in row] for row in people.iter_rows(min_row=2)]
values.sort(key=lambda row: str(row[2]), reverse=True)
for row, line in enumerate(values, 2):
    for column, value in enumerate(line, 1):
        people.cell(row, column).value = value
sheet.move_range(f"B1:B{sheet.max_row}", cols=sheet.max_column)
sheet.delete_cols(2)
sheet.delete_rows(rows["leverantorsreskontra"])
edited = work / "edited.xlsx"
book.save(edited)
by_calc(edited, work / "edited-again.xlsx")
for step in ["--dry-run", None]:
    done = run(folder, "sheet", "in", work / "edited-again.xlsx", *filter(None, [step]))
    assert "cases/leverantorsreskontra.toml" in done.stderr and "row-removed" in done.stderr, done.stderr
    assert (cases(folder) == before) == (step == "--dry-run")
after = cases(folder)
changed = {str(name) for name in after if after[name] != before.get(name)}
assert changed == {f"cases/{case}.toml", "cases/badvatten-2026.toml"}, changed
text = after[pathlib.Path(f"cases/{case}.toml")].decode()
for line in ["datum = 2026-04-05", 'beslutad_av = "=1+1 är inget svar"', 'klassificering = "0012"']:
    assert line in text, (line, text)
lines = [line for line in before[pathlib.Path(f"cases/{case}.toml")].decode().splitlines() if line not in text.splitlines()]
assert len(lines) == 3, lines
new = after[pathlib.Path("cases/badvatten-2026.toml")].decode()
for line in ["datum = 2026-10-12", 'informationsmangd = "Badvatten 2026"', 'namn = "Testa Exempelsson"']:
    assert line in new, (line, new)
done = run(folder, "sheet", "in", work / "edited-again.xlsx")
assert "nothing to change" in done.stderr and cases(folder) == after, done.stderr
print("what openpyxl changed and Calc saved is in the cases, and nothing else is")

# The register, and the answers of all forms.
run(folder, "status", "--today", "2026-11-22", "--format", "xlsx", "--out", "register.xlsx", code=1)
register = openpyxl.load_workbook(folder / "register.xlsx").worksheets[0]
assert register.max_row == len(after) - sum(name.name == "shared.toml" for name in after) + 1, register.max_row
subprocess.run([blankett, "-C", folder, "--quiet", "answers", "--format", "xlsx", "--out", "answers.xlsx"], capture_output=True)
assert len(openpyxl.load_workbook(folder / "answers.xlsx").worksheets) >= len(forms)
for name in ["teknik.xlsx", "register.xlsx", "answers.xlsx"]:
    shutil.copy(folder / name, work / name)
