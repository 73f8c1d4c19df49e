"""The same call made twice within a moment, each with a messageId of its own: both are counted."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType
from debugger.findings import Severity
from debugger.spec.memory import Memories
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.timestamps import span
from debugger.spec.trace import Trace

MOST = 8_192
"""Calls that are remembered, half of them at least."""

MOMENT = 500_000
"""Microseconds in which nobody does the same thing twice and means it."""

_PLACES = {CallType.TRACK: "/event", CallType.PAGE: "/name", CallType.SCREEN: "/name"}


def watch(memories: Memories) -> Watch:
    """Remembers the last call that said each thing."""
    seen = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        place = _PLACES.get(trace.type)  # type: ignore[call-overload]  # an unknown type is in no table
        if place is None or trace.says is None:
            return ()
        last = seen.get(trace.says)
        happened, received = trace.happened_at, trace.received_at
        if last is not None and last[1] == trace.message_id is not None:
            return ()  # the same message again, which another rule tells of
        seen.put(trace.says, (trace.number, trace.message_id, happened, received))
        if last is None:
            return ()
        apart = _apart(last[2], happened) if happened is not None else _apart(last[3], received)
        if apart is None or apart > MOMENT:
            return ()
        return (_fault(trace, place, last[0], apart),)

    return check


def _apart(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else abs(one - other)


def _fault(trace: Trace, place: str, number: int, apart: int) -> Fault:
    return Fault(
        pointer=place if place[1:] in trace.fields else "",
        message=f"The same call as call {number:,}, {span(apart)} apart, with another messageId.",
        remedy="Look for a handler bound twice, an effect that runs twice, or a tag manager that sends too.",
        related=number,
    )


RULE = Rule(
    id="call-repeated",
    subject=Subject.TIME,
    severity=Severity.WARNING,
    title="Call fired twice",
    why="Each has a messageId of its own, so Segment takes them for two and every count is too high.",
    remedy="Make the call in one place, and once for each thing that happens.",
    reference="https://segment.com/docs/guides/duplicate-data/",
    watch=watch,
    calls=frozenset(_PLACES),
)
