"""What reviewers and machines get: SARIF, a workflow, a hook. And public copies as PDF.

Arguments: the program, the folder of a new project, a folder of cases with faults, the schema of SARIF, a folder to
work in.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import jsonschema
import yaml

program, begun, faults, schema, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
tools = pathlib.Path(sys.executable).parent
environment = os.environ | {
    "PATH": f"{program.parent}:{tools}:{os.environ['PATH']}",
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.se", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.se",
}


def run(*arguments, cwd=None, expect=0, shell=False):
    done = subprocess.run(arguments[0] if shell else arguments, cwd=cwd, env=environment, shell=shell,
                          capture_output=True, text=True)
    assert expect is None or done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + (done.stderr if expect is None else "")


# SARIF, of many kinds of faults and of none.
format_of_sarif = json.loads(schema.read_text("utf-8-sig"))
results = 0
for folder in sorted(path.parent for path in faults.glob("*/said.en.txt")):
    arguments = (folder / "arguments").read_text().split() if (folder / "arguments").is_file() else ["build"]
    if (folder / "setup").is_file() or arguments[0] not in ("build", "check"):
        continue
    copy = work / "sarif" / folder.name
    shutil.copytree(folder, copy)
    done = subprocess.run([program, "-C", copy, "check", "--message-format", "sarif"], capture_output=True, text=True)
    log = json.loads(done.stdout)
    jsonschema.validate(log, format_of_sarif)
    results += len(log["runs"][0]["results"])
    for result in log["runs"][0]["results"]:
        for location in result.get("locations", []):
            place = location["physicalLocation"]
            if "region" in place and not place["artifactLocation"]["uri"].startswith(".."):
                assert place["region"]["startLine"] >= 1
assert results > 200, results
print(f"SARIF is what its schema says: {results} results")

# The workflow of a new project: what GitHub takes, and steps that do what they say.
workflow = begun / ".github/workflows/blankett.yml"
run(tools / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
steps = yaml.safe_load(workflow.read_text())["jobs"]["cases"]["steps"]
environment["GITHUB_STEP_SUMMARY"] = str(work / "summary.md")
commands = [step["run"] for step in steps if "run" in step and "pip install" not in step["run"]]
assert len(commands) == 3, commands
for command in commands:
    run(command, cwd=begun, shell=True)
assert "| cases/exempel.toml |" in (work / "summary.md").read_text()
case = begun / "cases/exempel.toml"
good = case.read_text()
case.write_text(good + "okand = 1\n")
assert "::error file=cases/exempel.toml,line=" in run(commands[0], cwd=begun, shell=True, expect=1)
print("the workflow is what GitHub takes, and its steps run")

# The hook stops a commit that has an error in it, and no other.
run("git", "init", "--quiet", cwd=begun)
run("git", "add", "-A", cwd=begun)
run(tools / "pre-commit", "validate-manifest", pathlib.Path(__file__).parents[2] / ".pre-commit-hooks.yaml")
run(tools / "pre-commit", "install", cwd=begun)
stopped = run("git", "commit", "-m", "fel", cwd=begun, expect=None)
assert "unknown-key" in stopped, stopped
case.write_text(good)
run("git", "add", "-A", cwd=begun)
run("git", "commit", "-m", "rätt", cwd=begun)
assert run("git", "log", "--format=%s", cwd=begun).split() == ["rätt"]
print("the hook stops what has errors")

# Public copies as PDF: nothing personal in what they show, say of themselves or have attached.
public = work / "public"
shutil.copytree(pathlib.Path(__file__).parents[2] / "cases", public / "cases")
for profile in ("a-2a", "a-3a"):
    run(program, "-C", public, "build", "--quiet", "--without-personal", "--format", "pdf", "--pdf", profile, "--date",
        "2026-03-03", "cases/kontor-oppettider.toml")
    file = public / "public/kontor-oppettider.pdf"
    text = run("pdftotext", file, "-") + run("pdfinfo", file)
    assert "[Deltagare 1], webbredaktör" in text, text
    attached = work / profile
    attached.mkdir()
    run("pdfdetach", "-saveall", "-o", attached, file)
    names = sorted(path.name for path in attached.iterdir())
    assert names == ([] if profile == "a-2a" else ["document.docx"]), names
    run("qpdf", "--qdf", "--object-streams=disable", file, work / f"{profile}.qdf", expect=None)
    bytes_of = (work / f"{profile}.qdf").read_bytes()
    for secret in ("Redaktörsson", "Provlund", "08-000 00 55", "webbredaktionen"):
        assert secret not in text, secret
        for coding in ("utf-8", "utf-16-be", "latin-1"):
            assert secret.encode(coding) not in bytes_of, secret
print("public copies as PDF show roles")
