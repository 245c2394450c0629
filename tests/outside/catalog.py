"""Holds catalogues against rdflib and pyshacl: both formats say the same, and what the profile makes mandatory is there."""

import pathlib
import subprocess
import sys

import pyshacl
import rdflib
from rdflib.compare import isomorphic

blankett, project, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
work.mkdir(parents=True, exist_ok=True)
shapes = pathlib.Path(__file__).with_name("catalog-shapes.ttl")
graphs = []
for format, name, parser in [("turtle", "katalog.ttl", "turtle"), ("rdf", "katalog.rdf", "xml")]:
    done = subprocess.run([blankett, "-C", project, "catalog", "--format", format], capture_output=True, check=True)
    (work / name).write_bytes(done.stdout)
    graphs.append(rdflib.Graph().parse(work / name, format=parser))
turtle, xml = graphs
assert len(turtle) > 40 and isomorphic(turtle, xml), (len(turtle), len(xml))
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
sets = list(turtle.subjects(rdflib.RDF.type, DCAT.Dataset))
assert [str(one) for one in sets] == ["https://data.example.se/dataset/metadata/leverantorsreskontra"], sets
conforms, _, text = pyshacl.validate(turtle, shacl_graph=str(shapes))
assert conforms, text
# Shapes that everything keeps would prove nothing.
for predicate in [DCAT.accessURL, DCAT.dataset, rdflib.DCTERMS.title, rdflib.DCTERMS.publisher, rdflib.FOAF.name]:
    damaged = rdflib.Graph()
    for triple in turtle:
        if triple[1] != predicate:
            damaged.add(triple)
    assert not pyshacl.validate(damaged, shacl_graph=str(shapes))[0], predicate
print("rdflib and pyshacl:", len(turtle), "statements, the same in both formats, as the profile has them")
