"""Compares the findings of slither with those that a table explains: explained.py FINDINGS.json TABLE.md

Findings are told apart by detector and function, not by line: an edit elsewhere in a file changes nothing here.
"""

import json
import re
import sys


def place(element):
    """`Contract.function` or `Contract.variable` of what a finding is about; a local variable counts as its function."""
    parent = element["type_specific_fields"]["parent"]
    if parent["type"] == "function":
        return place(parent)
    return f"{parent['name']}.{element['name']}"


def found(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    if not report["success"]:
        sys.exit(f"slither failed: {report['error']}\n0 passed, 1 failed")
    for finding in report["results"].get("detectors", []):
        yield (finding["check"], place(finding["elements"][0])), finding["description"]


def explained(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("| `"):
                detector, places, reason = (cell.strip() for cell in line.strip().strip("|").split("|"))
                assert reason, f"{detector} has no reason"
                yield from ((detector.strip("`"), where) for where in re.findall(r"`([^`]+)`", places))


findings = dict(found(sys.argv[1]))
reasons = set(explained(sys.argv[2]))
for key in sorted(findings.keys() - reasons):
    print(f"{key[0]} in {key[1]} is not explained:\n{findings[key]}")
for key in sorted(reasons - findings.keys()):
    print(f"{key[0]} in {key[1]} is explained, but not found: take it out of the table")
failed = findings.keys() ^ reasons
print(f"{len(findings.keys() & reasons)} passed, {len(failed)} failed")
sys.exit(bool(failed))
