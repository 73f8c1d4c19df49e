"""An event, page or screen that the same session has under a name written otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType
from debugger.findings import Severity
from debugger.spec.likeness import folded
from debugger.spec.memory import Memories
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.semantic_events import recognised
from debugger.spec.trace import Trace
from debugger.spec.wording import quoted

MOST = 16_384
"""Names that are remembered, half of them at least."""

_FIELDS = {CallType.TRACK: "event", CallType.PAGE: "name", CallType.SCREEN: "name"}


def watch(memories: Memories) -> Watch:
    """Remembers the first writing of each name."""
    written = memories.of(MOST)
    right = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        name, field = trace.name, _FIELDS.get(trace.type)  # type: ignore[call-overload]
        if name is None or field is None or right.get((field, name)):
            return ()
        known = recognised(name) if field == "event" else None
        key = (trace.type, folded(known.name if known else name))
        first = written.get(key)
        if first is None:
            written.put(key, (name, trace.number))
        if first is None or first[0] == name:
            right.put((field, name), value=True)
            return ()
        return (_fault(field, name, *first),)

    return check


def _fault(field: str, name: str, first: str, number: int) -> Fault:
    return Fault(
        pointer=f"/{field}",
        message=f"{quoted(name)} was written {quoted(first)} before, in call {number:,}.",
        remedy="Choose one of the two and send it from everywhere.",
        related=number,
    )


RULE = Rule(
    id="event-written-two-ways",
    subject=Subject.EVENT_NAMES,
    severity=Severity.WARNING,
    title="One event, written two ways",
    why="To warehouses, tracking plans and most destinations they are two events, each with part of the figures.",
    remedy="Keep event names in one place of the code, and send them from there.",
    reference="https://segment.com/docs/getting-started/04-full-install/#event-naming-best-practices",
    watch=watch,
    places=("/event", "/name"),
    calls=frozenset(_FIELDS),
)
