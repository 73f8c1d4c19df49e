"""What each format says of payloads: judged and reported as the command does."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, StringIO

import pytest

from debugger import spec
from debugger.cli import payload_file
from debugger.cli.reports import Checking, Judged, Tally, formats
from debugger.findings import Severity

Reported = Callable[..., str]


@pytest.fixture(scope="session")
def reported() -> Reported:
    """The report of lines of payloads in a format."""

    def report_of(
        name: str,
        *lines: bytes,
        file: str = "calls.ndjson",
        fail_on: Severity | None = Severity.ERROR,
    ) -> str:
        output = StringIO()
        report = formats()[name].report(output, Checking(file=file, fail_on=fail_on))
        tally = Tally()
        report.start()
        for line, message in payload_file.messages(BytesIO(b"\n".join(lines)), file):
            findings = spec.inspect(message)
            tally.add(findings)
            report.event(Judged(number=tally.events, line=line, message=message, findings=findings))
        report.end(tally)
        return output.getvalue()

    return report_of
