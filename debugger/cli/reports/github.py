"""GitHub: workflow commands, which become annotations on the lines of the file.

As GitHub's "Workflow commands" has them: `%`, line breaks and, in a property, `:` and `,` are escaped.
"""

from __future__ import annotations

from typing import TextIO

from debugger import spec
from debugger.cli.reports.report import STDIN, Checking, Judged, Tally
from debugger.cli.reports.summary import summary
from debugger.findings import Finding, Severity
from debugger.payload.text import visible

NAME = "github"

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


class GithubReport:
    """A command for each finding, and a summary at the end."""

    def __init__(self, output: TextIO, checking: Checking) -> None:
        self._output = output
        self._file = checking.file
        self._expectations = checking.expectations

    def start(self) -> None:
        """Nothing stands before the first finding."""

    def event(self, judged: Judged) -> None:
        """`::error file=calls.ndjson,line=3,title=Revenue is not a number::/properties/revenue: …`."""
        self._output.writelines(self._command(judged, finding) for finding in judged.findings)

    def end(self, tally: Tally) -> None:
        """A command for each expectation that is not met, and what was found of all, in one line."""
        for outcome in tally.unmet:
            place = {"file": self._expectations, "line": str(outcome.line or "")}
            text = "\n".join([outcome.sentence, *outcome.explanation()])
            title = f"Not met: {outcome.title}"
            self._output.write(_command("error", place | {"title": title}, text))
        self._output.write(f"{summary(tally)}\n")

    def _command(self, judged: Judged, finding: Finding) -> str:
        rule = spec.rule(finding.rule)
        title = f"{rule.title} ({rule.id})" if rule else finding.rule
        properties = {"file": "" if self._file == STDIN else self._file}
        properties |= {"line": str(judged.line or ""), "title": title}
        place = f"{finding.pointer}: " if finding.pointer else ""
        text = f"{place}{finding.message} {finding.remedy}".strip()
        return _command(_COMMANDS[finding.severity], properties, text)


REPORT = GithubReport


def _command(name: str, properties: dict[str, str], text: str) -> str:
    given = ",".join(
        f"{key}={visible(value.translate(_IN_PROPERTIES))}"
        for key, value in properties.items()
        if value
    )
    return f"::{name} {given}::{visible(text.translate(_IN_TEXT))}\n"
