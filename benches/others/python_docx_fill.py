"""Fills the template for each case with python-docx: python_docx_fill.py TEMPLATE CASES OUT"""
import json
import sys

from docx import Document

template, cases, out = sys.argv[1:]
with open(cases) as file:
    cases = json.load(file)
for name, answers in cases.items():
    document = Document(template)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            text = run.text
            if text.startswith("{") and text.endswith("}"):
                run.text = answers[text[1:-1]]
    document.save(f"{out}/{name}.docx")
