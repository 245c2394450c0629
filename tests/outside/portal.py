"""Reads catalogues as a portal does that runs CKAN: what it would show is what the case says."""

import pathlib
import subprocess
import sys
import tomllib

from ckanext.dcat.processors import RDFParser

blankett, project, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
work.mkdir(parents=True, exist_ok=True)
case = tomllib.loads((project / "cases/metadata/leverantorsreskontra.toml").read_text(encoding="utf-8"))
answers = case["answers"]
settings = tomllib.loads((project / "blankett.toml").read_text(encoding="utf-8"))["catalog"]
shown = []
for format, parser in [("turtle", "turtle"), ("rdf", "xml")]:
    done = subprocess.run([blankett, "-C", project, "catalog", "--format", format], capture_output=True, check=True)
    portal = RDFParser(profiles=["euro_dcat_ap_2", "euro_dcat_ap_3"])
    portal.parse(done.stdout.decode(), _format=parser)
    sets = list(portal.datasets())
    assert len(sets) == 1, sets
    shown.append(sets[0])
# A graph has no order; a page does.
for one in shown:
    one["resources"].sort(key=lambda resource: resource["access_url"])
    one["tags"].sort(key=lambda tag: tag["name"])
    one["extras"].sort(key=lambda extra: extra["key"])
    for extra in one["extras"]:
        if extra["value"].startswith("["):
            extra["value"] = sorted(extra["value"].strip("[]").split(", "))
assert shown[0] == shown[1], shown
page = shown[0]
extras = {extra["key"]: extra["value"] for extra in page["extras"]}
assert page["title"] == answers["titel"], page["title"]
assert page["notes"] == answers["beskrivning"].strip(), page["notes"]
assert sorted(tag["name"] for tag in page["tags"]) == sorted(answers["nyckelord"]), page["tags"]
assert extras["issued"] == answers["utgiven"].isoformat(), extras
assert extras["publisher_name"] == settings["publisher"], extras
assert extras["temporal_start"] == answers["period"]["fran"].isoformat(), extras
assert len(extras["theme"]) == len(answers["teman"]), extras
assert "@" in extras["contact_email"] and "mailto" not in extras["contact_email"], extras
files = sorted(answers["distributioner"], key=lambda file: file["adress"])
assert [file["access_url"] for file in page["resources"]] == [file["adress"] for file in files], page["resources"]
formats = {"CSV": "CSV", "XLSX": "XLSX", "API": "BIN"}
for file, resource in zip(files, page["resources"], strict=True):
    assert resource["format"] == formats[file["format"]], resource
    assert resource["license"] == "http://creativecommons.org/publicdomain/zero/1.0/", resource
print("CKAN shows", page["title"], "with", len(page["resources"]), "files, alike from both formats")
