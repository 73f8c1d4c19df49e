"""What a check found, in one line for people."""

from __future__ import annotations

from debugger.cli.reports.report import Tally
from debugger.cli.terminal import counted, counted_by_severity
from debugger.findings import Verdict


def summary(tally: Tally) -> str:
    """`12 events: 2 errors, 1 warning; 1 dropped by Segment; 3 findings silenced`."""
    parts = [
        counted_by_severity(tally.findings) or "nothing found",
        *(
            f"{tally.verdicts[verdict]:,} {verdict.value} by Segment"
            for verdict in (Verdict.DROPPED, Verdict.REJECTED)
            if tally.verdicts[verdict]
        ),
    ]
    if tally.silenced:
        parts.append(f"{counted(tally.silenced, 'finding', 'findings')} silenced")
    if tally.outcomes:
        of_all = counted(len(tally.outcomes), "expectation", "expectations")
        parts.append(f"{len(tally.outcomes) - len(tally.unmet):,} of {of_all} met")
    return f"{counted(tally.events, 'event', 'events')}: {'; '.join(parts)}"
