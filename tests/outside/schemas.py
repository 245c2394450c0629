"""Holds the JSON Schemas of forms against Taplo and against `check`.

Of every case, each value is replaced by values of other types. What `check` finds by type the schema must
find too; what the schema refuses, `check` must refuse.
"""

import json
import pathlib
import subprocess
import sys

import tomlkit

blankett, taplo, project, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])

OTHERS = ["1", "true", '"x"', '""', "2026-01-01", "10:30:00", '["x"]', "[]", "{}", "{ okand = 1 }", "'''\na\n\nb\n'''",
          '[{ okand = "x" }]', "[1]", "1.5", '"2026-02-30"', "[[]]"]
DATES = ("-2026-01-01", "-10:30:00")
# What an answer is, whatever else stands in the case and in the form.
BY_TYPE = {"wrong-type", "unknown-key", "not-a-choice", "not-a-date", "impossible-date", "not-a-number", "blank-answer",
           "line-break", "missing-key"}


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def refused_by_check(folder):
    """The codes of errors, by file."""
    said = run(blankett, "-C", folder.parent, "check", "--message-format", "json").stdout
    codes = {}
    for line in said.splitlines():
        fault = json.loads(line)
        if fault["severity"] == "error":
            codes.setdefault(pathlib.Path(fault["file"]).name, set()).add(fault["code"])
    return codes


def refused_by_schema(folder, schema):
    refused = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "shared.toml":
            continue
        said = run(taplo, "check", "--schema", f"file://{schema.resolve()}", path)
        if said.returncode != 0:
            refused[path.name] = said.stderr
    return refused


def broken(text):
    """The case with one value replaced, by what was done."""
    whole = tomlkit.parse(text)
    for key in ("form", "version"):
        for other in OTHERS[:5]:
            case = tomlkit.parse(text)
            case[key] = tomlkit.value(other)
            yield f"{key}-{other}", tomlkit.dumps(case)
        case = tomlkit.parse(text)
        del case[key]
        yield f"{key}-gone", tomlkit.dumps(case)
    for table in ("case", "answers"):
        for key in whole.get(table, {}):
            for other in OTHERS:
                case = tomlkit.parse(text)
                case[table][key] = tomlkit.value(other)
                yield f"{table}-{key}-{other}", tomlkit.dumps(case)
        case = tomlkit.parse(text)
        case.setdefault(table, tomlkit.table())["okand"] = 1
        yield f"{table}-okand", tomlkit.dumps(case)
    # A decided case needs all answers that must be there.
    for key in whole.get("answers", {}):
        case = tomlkit.parse(text)
        del case["answers"][key]
        yield f"answers-{key}-gone", tomlkit.dumps(case)


count = found = 0
for source in sys.argv[5:]:
    source = pathlib.Path(source)
    form = tomlkit.parse(source.read_text())["form"]
    folder = work / source.stem
    cases = folder / "cases"
    cases.mkdir(parents=True)
    for name in ("templates",):
        if (project / name).is_dir():
            run("cp", "-r", project / name, folder)
    shared = source.parent / "shared.toml"
    if shared.is_file():
        (cases / "shared.toml").write_text(shared.read_text())
    (cases / "a.toml").write_text(source.read_text())
    changes = {"a.toml": "nothing"}
    for nth, (change, text) in enumerate(broken(source.read_text())):
        (cases / f"{nth:04}.toml").write_text(text)
        changes[f"{nth:04}.toml"] = change
    schema = folder / "schema.json"
    made = run(blankett, "-C", folder, "schema", form)
    assert made.returncode == 0, made.stderr
    schema.write_text(made.stdout)
    checked, held = refused_by_check(cases), refused_by_schema(cases, schema)
    assert "a.toml" not in held, held.get("a.toml")
    for name, change in changes.items():
        codes = checked.get(name, set())
        assert codes or name not in held, f"{source}, {change}: only the schema refuses it\n{held[name]}"
        # To a schema, TOML's dates are strings: where text stands it cannot tell them apart.
        is_bare_date = change.endswith(DATES) and codes == {"wrong-type"}
        if codes & BY_TYPE and not is_bare_date:
            assert name in held, f"{source}, {change}: the schema passes what check refuses: {codes}"
            found += 1
    count += len(changes)
    # The schema of all forms passes the same.
    any_form = folder / "any.json"
    any_form.write_text(run(blankett, "-C", folder, "schema").stdout)
    said = run(taplo, "check", "--schema", f"file://{any_form.resolve()}", cases / "a.toml")
    assert said.returncode == 0, said.stderr
    said = run(taplo, "check", "--schema", f"file://{any_form.resolve()}", *[cases / name for name in held][:1])
    assert said.returncode != 0, "the schema of all forms passes everything"
assert found > 300, found
print(f"{count} cases: what check refuses by type ({found}), Taplo refuses by the schema, and nothing else than check")
