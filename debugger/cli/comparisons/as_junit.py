"""JUnit: a test case for each event of the two sessions, or one for two calls."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TextIO

from debugger.cli.comparisons.as_text import write as write_text
from debugger.cli.comparisons.compared import CallsCompared, SessionsCompared
from debugger.cli.reports.xml_text import attribute, text
from debugger.expectations.expectation import titled

_Case = tuple[str, str, str]
"""Name, what fails, and what else differs."""


def write(told: CallsCompared | SessionsCompared, output: TextIO) -> None:
    """A case fails by the differences that make the exit code 1; the others stand in its output."""
    cases = list(_calls(told) if isinstance(told, CallsCompared) else _sessions(told))
    failures = sum(1 for _, failing, _ in cases if failing)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0" time="0"'
    suite = attribute(_suite(told))
    output.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="track-debugger compare" {counts}>\n <testsuite name={suite} {counts}>\n'
    )
    for name, failing, others in cases:
        output.write(f'  <testcase classname={suite} name={attribute(name)} time="0">\n')
        if failing:
            first = attribute(failing.partition("\n")[0])
            output.write(
                f'   <failure type="difference" message={first}>{_lines(failing)}</failure>\n'
            )
        if others:
            output.write(f"   <system-out>{_lines(others)}</system-out>\n")
        output.write("  </testcase>\n")
    output.write(" </testsuite>\n</testsuites>\n")


def _suite(told: CallsCompared | SessionsCompared) -> str:
    if isinstance(told, CallsCompared):
        return f"{told.before.place} → {told.after.place}"
    return f"{told.names[0]} → {told.names[1]}"


def _calls(told: CallsCompared) -> Iterator[_Case]:
    said = StringIO()
    write_text(told, said)
    lines = said.getvalue()
    yield told.after.title, lines if told.fails else "", "" if told.fails else lines


def _sessions(told: SessionsCompared) -> Iterator[_Case]:
    for key in dict.fromkeys((*told.before.kinds, *told.after.kinds)):
        of_event = [change for change in told.changes if change.key == key]
        lines = {
            fails: "\n".join(
                f"{change.sign} {change.aspect}: {change.what}: {change.sentence}"
                for change in of_event
                if (change.aspect in told.fail_on) is fails
            )
            for fails in (True, False)
        }
        yield titled(*key) or "calls of no type", lines[True], lines[False]


def _lines(said: str) -> str:
    return "\n".join(map(text, said.splitlines()))
