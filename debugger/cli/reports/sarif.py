"""SARIF 2.1.0: the findings as code scanners exchange them, with all that is known of the rules.

Sections are those of the OASIS standard. A finding's place is the line of the file (3.30) and, as a
logical location (3.33), the JSON Pointer in the payload.
"""

from __future__ import annotations

import json
from functools import cache
from os import fsencode
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from debugger import spec
from debugger.cli.reports.report import STDIN, Checking, Judged, Tally
from debugger.cli.version import version
from debugger.expectations import Outcome
from debugger.findings import Finding, Severity, Verdict
from debugger.payload import pointer
from debugger.payload.text import storable, visible
from debugger.spec import Rule
from debugger.spec.catalogue import RULE_FAILED

NAME = "sarif"

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_UNMET = "expectation-not-met"
"""No rule of the spec: what a project's own file expects."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


class SarifReport:
    """One run in one object, in ASCII; its results are written as they are found."""

    def __init__(self, output: TextIO, checking: Checking) -> None:
        self._output = output
        self._artifact = _artifact(checking.file)
        self._expectations = checking.expectations
        self._before = "\n"

    def start(self) -> None:
        """Opens the run, after the tool and its rules."""
        driver = {
            "name": "Track Debugger",
            "version": version(),
            "rules": [_descriptor(rule) for rule in _rules()],
        }
        head = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": []})[:-2]
        run = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"})[:-1]
        self._output.write(f'{head}{run}, "results": [')

    def event(self, judged: Judged) -> None:
        """A result for each finding of the event; those that are silenced are suppressed (3.35)."""
        for finding in (*judged.findings, *judged.silenced):
            self._output.write(self._before + json.dumps(self._result(judged, finding)))
            self._before = ",\n"

    def end(self, tally: Tally) -> None:
        """The expectations that are not met, the counts, and the object is whole."""
        for outcome in tally.unmet:
            self._output.write(self._before + json.dumps(_unmet(outcome, self._expectations)))
            self._before = ",\n"
        counts: dict[str, object] = {"events": tally.events}
        counts["silenced"] = tally.silenced
        counts |= {verdict.value: tally.verdicts[verdict] for verdict in Verdict}
        self._output.write(f'\n], "properties": {json.dumps(counts)}}}]}}\n')

    def _result(self, judged: Judged, finding: Finding) -> dict[str, object]:
        place: dict[str, object] = {"artifactLocation": self._artifact}
        if judged.line is not None:
            place["region"] = {"startLine": judged.line}
        properties: dict[str, object] = {
            "event": judged.number,
            "missing": finding.missing,
            "verdict": finding.verdict.value,
        }
        if finding.code:
            properties["code"] = finding.code
        if finding.related:
            properties["related"] = finding.related
        suppressed = {"suppressions": [{"kind": "external"}]} if finding.silenced else {}
        return {
            "ruleId": finding.rule,
            "ruleIndex": _indexes()[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": visible(f"{finding.message} {finding.remedy}".strip())},
            "locations": [{"physicalLocation": place, "logicalLocations": [_logical(finding)]}],
            "properties": properties,
            **suppressed,
        }


REPORT = SarifReport


@cache
def _rules() -> tuple[Rule, ...]:
    return *spec.rules(), RULE_FAILED


@cache
def _indexes() -> dict[str, int]:
    return {rule.id: index for index, rule in enumerate(_rules())}


def _descriptor(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\n{rule.remedy}\n\n{rule.reference}"},
        "helpUri": rule.reference,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.subject.value]},
    }


def _unmet(outcome: Outcome, file: str) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": _artifact(file)}
    if outcome.line:
        place["region"] = {"startLine": outcome.line}
    lines = [f"{outcome.named_before}{outcome.sentence}", *outcome.explanation()]
    return {
        "ruleId": _UNMET,
        "level": "error",
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": place}],
    }


def _artifact(file: str) -> dict[str, object]:
    """Where the file is: relative as it was named, or as `file:` (3.4.3); standard input has no address."""
    if file == STDIN:
        return {"description": {"text": "standard input"}}
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(fsencode(path.as_posix()))}


def _logical(finding: Finding) -> dict[str, str]:
    tokens = pointer.split(finding.pointer)
    if not tokens:
        return {"fullyQualifiedName": pointer.ROOT, "kind": "object"}
    kind = "value" if tokens[-1].isdecimal() else "property"
    return {
        "name": visible(tokens[-1]),
        "fullyQualifiedName": storable(finding.pointer),
        "kind": kind,
    }
