"""Calls of one app that happened long before they were sent, and came together: it had been offline."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.findings import Severity
from debugger.spec.memory import Memories
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.timestamps import span
from debugger.spec.trace import Trace

MOST = 8_192
"""Visitors who are remembered, half of them at least."""

LATE = 2 * 60 * 1_000_000
"""Microseconds between happening and sending beyond what SDKs wait for more to send."""

TOGETHER = 60 * 1_000_000
"""Microseconds between two arrivals of the same burst."""

BURST = 3
"""Late calls from which on they are a burst."""


def watch(memories: Memories) -> Watch:
    """Counts the late calls of each visitor that came together."""
    bursts = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        if not trace.from_client or trace.mirrored or trace.received_at is None:
            return ()  # a copy may have been kept back by the mirror, which says nothing of the app
        late = _late(trace)
        if late is None:
            return ()
        key = hash((trace.anonymous_id or trace.user_id, trace.library))
        count, last, longest, first = bursts.get(key) or (0, 0, 0, trace.number)
        if count and trace.received_at - last > TOGETHER:
            count, longest, first = 0, 0, trace.number
        longest = max(longest, late)
        bursts.put(key, (count + 1, trace.received_at, longest, first))
        return (_fault(trace, longest, first),) if count + 1 == BURST else ()

    return check


def _late(trace: Trace) -> int | None:
    happened, left = trace.happened_at, trace.left_at
    if happened is None or left is None or left - happened < LATE:
        return None
    return left - happened


def _fault(trace: Trace, longest: int, first: int) -> Fault:
    field = "originalTimestamp" if "originalTimestamp" in trace.fields else "timestamp"
    return Fault(
        pointer=f"/{field}",
        message=f"Since call {first:,} calls come together that were kept back for up to {span(longest)}.",
        remedy="Nothing, if the app was offline. Else look at what holds its queue back.",
        related=first,
    )


RULE = Rule(
    id="offline-burst",
    subject=Subject.TIME,
    severity=Severity.ADVICE,
    title="Calls were kept back and came together",
    why=(
        "Segment files them under the time at which they happened, yet destinations that work as calls "
        "come, and those that refuse old ones, see a burst or nothing."
    ),
    remedy="Send when the app is online, and do not set the timestamp of what happens now.",
    reference="https://segment.com/docs/connections/spec/common/#timestamps",
    watch=watch,
    places=("/timestamp", "/originalTimestamp"),
)
