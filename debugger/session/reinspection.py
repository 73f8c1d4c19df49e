"""Judges the events of a session anew, a few at a time, by today's rules and what the project makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debugger import spec
from debugger.findings import Finding, Verdict, verdict_of
from debugger.policy import Policy
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent

AT_ONCE = 64
"""Events judged in one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """An event about which more or less is found than before."""

    number: int
    findings: tuple[Finding, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A few events that were judged anew."""

    done: int
    """Events judged so far."""
    changed: tuple[Rejudged, ...]
    """Those whose findings are not what they were."""


def reinspect(reader: SessionReader, policy: Policy, last: int) -> Iterator[Step]:
    """Judges the events from the first to number `last` in their order. Raises what the reader does."""
    judge = SessionJudge(policy)
    for first in range(1, last + 1, AT_ONCE):
        end = min(first + AT_ONCE - 1, last)
        changed = [_judged(judge, event) for event in reader.events(first, end)]
        judge.keep()
        yield Step(done=end, changed=tuple(each for each in changed if each is not None))


def _judged(judge: SessionJudge, event: StoredEvent) -> Rejudged | None:
    message = message_of(event)
    row = event.row
    own = spec.inspect(message)
    findings = judge.findings(
        message, own, number=row.number, request=row.request_id, failed=event.request.failed
    )
    if findings == event.all_findings:
        return None
    return Rejudged(number=row.number, findings=findings, verdict=verdict_of(findings))
