"""Fills the template for each case with docxtpl: docxtpl_fill.py TEMPLATE CASES OUT"""
import json
import sys

from docxtpl import DocxTemplate

template, cases, out = sys.argv[1:]
with open(cases) as file:
    cases = json.load(file)
for name, answers in cases.items():
    document = DocxTemplate(template)
    document.render(answers, autoescape=True)
    document.save(f"{out}/{name}.docx")
