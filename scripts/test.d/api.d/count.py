"""Counts what schemathesis reports: REPORT, and 1 if Spectral found an error. Exit code 1 unless all passed."""

import json
import sys

# Fewer cases than this mean that a phase did not do its work.
LEAST = 2000
PHASES = 4

with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)
cases = report["test_cases"]
failed = cases["with_failures"] + cases["errored"]
passed = cases["generated"] - failed
problems = [f'{failure["title"]}: {", ".join(failure["operations"])}' for failure in report["failures"]]
problems += [error["title"] for error in report["errors"]]
phases = [name for name, phase in (report["phases"] or {}).items() if phase["status"] != "skip"]
if not report["complete"]:
    problems.append(f'schemathesis did not come to its end: {report["stop_reason"]}')
if cases["generated"] < LEAST:
    problems.append(f'only {cases["generated"]} cases, {LEAST} are expected')
if len(phases) < PHASES:
    problems.append(f"only these phases ran: {phases}")
if sys.argv[2] != "0":
    problems.append("Spectral found errors in docs/openapi.json")
for problem in problems:
    print(problem, file=sys.stderr)
failed = max(failed, len(problems))
print(f'seed {report["seed"]}: {cases["generated"]} cases, {report["operations"]["tested"]} operations')
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
