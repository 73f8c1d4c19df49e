"""JSON: one object in ASCII, for programs; its findings are written as they are found."""

from __future__ import annotations

import json
from typing import TextIO

from debugger.cli.reports.report import Checking, Judged, Tally
from debugger.findings import Finding, Severity, Verdict

NAME = "json"


class JsonReport:
    """Writes `{"findings": [...], "events": 12, "summary": {...}, "verdicts": {...}, "silenced": 0}`."""

    def __init__(self, output: TextIO, _checking: Checking) -> None:
        self._output = output
        self._before = "\n"

    def start(self) -> None:
        """Opens the object and the list of findings."""
        self._output.write('{"findings": [')

    def event(self, judged: Judged) -> None:
        """An object for each finding of the event."""
        for finding in judged.findings:
            self._output.write(self._before + json.dumps(_members(judged.number, finding)))
            self._before = ",\n"

    def end(self, tally: Tally) -> None:
        """The counts, and the object is whole."""
        counts: dict[str, object] = {
            "events": tally.events,
            "summary": {severity.word: tally.findings[severity] for severity in reversed(Severity)},
            "verdicts": {verdict.value: tally.verdicts[verdict] for verdict in Verdict},
            "silenced": tally.silenced,
        }
        if tally.outcomes:
            counts["expectations"] = [outcome.told() for outcome in tally.outcomes]
        self._output.write(f"\n], {json.dumps(counts)[1:]}\n")


REPORT = JsonReport


def _members(number: int, finding: Finding) -> dict[str, object]:
    related = {"related": finding.related} if finding.related else {}
    return related | {
        "event": number,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "pointer": finding.pointer,
        "missing": finding.missing,
        "message": finding.message,
        "remedy": finding.remedy,
        "verdict": finding.verdict.value,
    }
