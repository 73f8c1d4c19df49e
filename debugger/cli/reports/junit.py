"""JUnit: a test suite of the file with a test case for each event, as build servers read it.

A case fails by its findings at or above `--fail-on`, so that the suite fails when the command does;
the others stand in its output. The counts come first, so the cases are put by until the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import TextIO

from debugger.cli.reports.report import STDIN, Checking, Judged, Tally
from debugger.cli.reports.xml_text import attribute, text
from debugger.events import Message
from debugger.expectations import Outcome
from debugger.findings import Finding, Verdict
from debugger.payload.text import elided

NAME = "junit"

_IN_MEMORY = 4 * 1024 * 1024
_LONGEST_NAME = 200


class JUnitReport:
    """Writes ASCII, whatever the encoding of the output."""

    def __init__(self, output: TextIO, checking: Checking) -> None:
        self._output = output
        self._checking = checking
        self._suite = "stdin" if checking.file == STDIN else checking.file
        self._cases = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="ascii")  # noqa: SIM115  closed at the end
        self._failures = 0
        self._expectations = checking.expectations

    def start(self) -> None:
        """Nothing can be written before the counts are known."""

    def event(self, judged: Judged) -> None:
        """`<testcase classname="calls.ndjson" name="event 3: track Order Completed" time="0">`."""
        name = attribute(f"event {judged.number}: {_label(judged.message)}")
        case = f'  <testcase classname={attribute(self._suite)} name={name} time="0"'
        failing = [each for each in judged.findings if self._checking.fails(each)]
        others = [each for each in judged.findings if not self._checking.fails(each)]
        self._failures += bool(failing)
        inside = _failure(judged, failing) + _output(judged, others)
        self._cases.write(f"{case}>\n{inside}  </testcase>\n" if inside else f"{case}/>\n")

    def end(self, tally: Tally) -> None:
        """The suite with its counts, the cases, and a suite of what is expected."""
        counts = _counts(tally.events, self._failures)
        expected, unmet = len(tally.outcomes), len(tally.unmet)
        of_all = _counts(tally.events + expected, self._failures + unmet)
        name = attribute(self._suite)
        self._output.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="track-debugger check" {of_all}>\n <testsuite name={name} {counts}>\n'
        )
        self._output.write("  <properties>\n")
        for verdict in (Verdict.DROPPED, Verdict.REJECTED):
            self._output.write(_property(verdict.value, tally.verdicts[verdict]))
        self._output.write(_property("silenced", tally.silenced) + "  </properties>\n")
        with self._cases as cases:
            cases.seek(0)
            shutil.copyfileobj(cases, self._output)
        self._output.write(" </testsuite>\n")
        if expected:
            self._write_expectations(tally.outcomes, _counts(expected, unmet))
        self._output.write("</testsuites>\n")

    def _write_expectations(self, outcomes: Sequence[Outcome], counts: str) -> None:
        suite = attribute(self._expectations)
        self._output.write(f" <testsuite name={suite} {counts}>\n")
        for outcome in outcomes:
            name = attribute(elided(outcome.title, _LONGEST_NAME))
            case = f'  <testcase classname={suite} name={name} time="0"'
            self._output.write(f"{case}/>\n" if outcome.met else f"{case}>\n{_unmet(outcome)}")
        self._output.write(" </testsuite>\n")


REPORT = JUnitReport


def _property(name: str, count: int) -> str:
    return f'   <property name="{name}" value="{count}"/>\n'


def _label(message: Message) -> str:
    name = message.fields.get("event", message.fields.get("name"))
    words = [message.type or "no type", name if isinstance(name, str) else ""]
    return elided(" ".join(words).strip(), _LONGEST_NAME)


def _counts(tests: int, failures: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'


def _unmet(outcome: Outcome) -> str:
    lines = "\n".join(text(line) for line in outcome.explanation())
    said = f'type="expectation-not-met" message={attribute(outcome.sentence)}'
    return f"   <failure {said}>{lines}</failure>\n  </testcase>\n"


def _failure(judged: Judged, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    worst = max(findings, key=lambda finding: finding.severity)
    attributes = f"type={attribute(worst.rule)} message={attribute(_sentence(worst))}"
    return f"   <failure {attributes}>{_lines(judged, findings)}</failure>\n"


def _output(judged: Judged, findings: Sequence[Finding]) -> str:
    return f"   <system-out>{_lines(judged, findings)}</system-out>\n" if findings else ""


def _lines(judged: Judged, findings: Sequence[Finding]) -> str:
    where = f"line {judged.line}: " if judged.line else ""
    return "\n".join(
        text(f"{where}{each.severity.word} {each.rule} {_sentence(each)} {each.remedy}".rstrip())
        for each in findings
    )


def _sentence(finding: Finding) -> str:
    return f"{finding.pointer}: {finding.message}" if finding.pointer else finding.message
