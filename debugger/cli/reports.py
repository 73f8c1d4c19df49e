"""How `check` says what it found: for people line by line, for programs as JSON; both as it goes along."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from debugger.cli.terminal import severity_word, wants_colour
from debugger.findings import Finding, Severity, Verdict, verdict_of
from debugger.payload.text import visible

_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}


@dataclass(slots=True)
class Tally:
    """What was found so far."""

    events: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, findings: Sequence[Finding]) -> None:
        """Counts one event and its findings."""
        self.events += 1
        self.findings.update(finding.severity for finding in findings)
        self.verdicts[verdict_of(findings)] += 1


class Report(Protocol):
    """Told of each event in turn, once it is judged."""

    def start(self) -> None:
        """Before the first event."""

    def event(self, number: int, findings: Sequence[Finding]) -> None:
        """One event, counted from 1, with what was found."""

    def end(self, tally: Tally) -> None:
        """After the last event."""


class TextReport:
    """A finding a line with its remedy below, and a summary at the end."""

    def __init__(self, output: TextIO, name: str) -> None:
        self._output = output
        self._name = visible(name)
        self._colour = wants_colour(output)

    def start(self) -> None:
        """Nothing stands before the first finding."""

    def event(self, number: int, findings: Sequence[Finding]) -> None:
        """`FILE:3: error revenue-not-number /properties/revenue: message`, and the remedy."""
        for finding in findings:
            severity = severity_word(finding.severity, colour=self._colour)
            place = f" {visible(finding.pointer)}" if finding.pointer else ""
            self._print(
                f"{self._name}:{number}: {severity} {finding.rule}{place}: {visible(finding.message)}"
            )
            if finding.remedy:
                self._print(f"    {visible(finding.remedy)}")

    def end(self, tally: Tally) -> None:
        """`12 events: 2 errors, 1 warning`."""
        counts = [
            _counted(tally.findings[severity], severity.word, _PLURALS[severity])
            for severity in reversed(Severity)
            if tally.findings[severity]
        ]
        events = _counted(tally.events, "event", "events")
        self._print(f"{events}: {', '.join(counts) or 'nothing found'}")

    def _print(self, line: str) -> None:
        self._output.write(line + "\n")


class JsonReport:
    """One JSON object, in ASCII, its findings written as they are found."""

    def __init__(self, output: TextIO, _name: str) -> None:
        self._output = output
        self._before = "\n"

    def start(self) -> None:
        """Opens the object and the list of findings."""
        self._output.write('{"findings": [')

    def event(self, number: int, findings: Sequence[Finding]) -> None:
        """An object for each finding of the event."""
        for finding in findings:
            self._output.write(self._before + json.dumps(_members(number, finding)))
            self._before = ",\n"

    def end(self, tally: Tally) -> None:
        """The counts, and the object is whole."""
        counts = {
            "events": tally.events,
            "summary": {severity.word: tally.findings[severity] for severity in reversed(Severity)},
            "verdicts": {verdict.value: tally.verdicts[verdict] for verdict in Verdict},
        }
        self._output.write(f"\n], {json.dumps(counts)[1:]}\n")


FORMATS: dict[str, Callable[[TextIO, str], Report]] = {"text": TextReport, "json": JsonReport}


def _members(number: int, finding: Finding) -> dict[str, object]:
    return {
        "event": number,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "pointer": finding.pointer,
        "missing": finding.missing,
        "message": finding.message,
        "remedy": finding.remedy,
        "verdict": finding.verdict.value,
    }


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count:,} {singular if count == 1 else plural}"
