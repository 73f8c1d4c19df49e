"""Text: each finding with its place in the payload and its remedy, for people."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TextIO

from debugger.cli.reports.frame import FrameLine, frame_of, private_lines
from debugger.cli.reports.report import Checking, Judged, Tally
from debugger.cli.reports.summary import summary
from debugger.cli.terminal import (
    in_colour,
    severity_word,
    subdued,
    wants_colour,
)
from debugger.expectations import Outcome
from debugger.findings import Finding, Severity
from debugger.payload.layout import lay_out
from debugger.payload.text import visible

NAME = "text"

LARGEST_FRAMED = 1024 * 1024
"""Bytes; to lay a larger payload out takes seconds, and Segment takes 32 KB."""

_MARGIN = "    "
_USUAL_WIDTH = 120
"""Columns, where there is no terminal."""


class TextReport:
    """Findings as compilers print them, and a summary at the end."""

    def __init__(self, output: TextIO, checking: Checking) -> None:
        self._output = output
        self._name = visible(checking.file)
        self._expectations = visible(checking.expectations)
        self._colour = wants_colour(output)
        self._width = shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns

    def start(self) -> None:
        """Nothing stands before the first finding."""

    def event(self, judged: Judged) -> None:
        """`FILE:3: error revenue-not-number /properties/revenue: message`, the payload's lines, the remedy."""
        if not judged.findings:
            return
        payload = judged.message.payload
        layout = lay_out(payload) if len(payload) <= LARGEST_FRAMED else None
        width = self._width - len(_MARGIN)
        private = private_lines(layout, judged.findings) if layout else ()
        for finding in judged.findings:
            self._say(judged.number, finding)
            frame = frame_of(layout, finding, width, private=private) if layout else ()
            self._show(frame, finding)

    def end(self, tally: Tally) -> None:
        """The expectations that are not met, and what was found of all, in one line."""
        for outcome in tally.unmet:
            self._explain(outcome)
        self._print(summary(tally))

    def _explain(self, outcome: Outcome) -> None:
        error = severity_word(Severity.ERROR, colour=self._colour)
        line = f":{outcome.line}" if outcome.line else ""
        named = outcome.named_before
        self._print(f"{self._expectations}{line}: {error} {named}{outcome.sentence}")
        for each in outcome.explanation():
            self._print(f"{_MARGIN}{each}")

    def _say(self, number: int, finding: Finding) -> None:
        severity = severity_word(finding.severity, colour=self._colour)
        place = f" {visible(finding.pointer)}" if finding.pointer else ""
        message = visible(finding.message)
        self._print(f"{self._name}:{number}: {severity} {finding.rule}{place}: {message}")

    def _show(self, frame: Sequence[FrameLine], finding: Finding) -> None:
        gutter = max((len(line.label) for line in frame), default=0)
        for line in frame:
            self._print(f"{_MARGIN}{self._subdued(f'{line.label:>{gutter}} |')} {line.text}")
            if line.underline:
                underline = self._coloured(line.underline, finding.severity)
                self._print(f"{_MARGIN}{self._subdued(' ' * gutter + ' |')} {underline}")
        if finding.remedy:
            indent = " " * (gutter + 1) if frame else ""
            self._print(f"{_MARGIN}{indent}{self._subdued('=')} {visible(finding.remedy)}")

    def _subdued(self, text: str) -> str:
        return subdued(text) if self._colour else text

    def _coloured(self, text: str, severity: Severity) -> str:
        return in_colour(text, severity) if self._colour else text

    def _print(self, line: str) -> None:
        self._output.write(line + "\n")


REPORT = TextReport
