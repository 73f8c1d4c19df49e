"""A messageId that came before: the same message tried again, sent twice, or another message altogether."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from debugger.findings import Severity, Verdict
from debugger.spec.memory import Memories, Memory
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.timestamps import span
from debugger.spec.trace import Trace
from debugger.spec.wording import quoted

MOST = 131_072
"""messageIds that are remembered, half of them at least."""

RETRIED_WITHIN = 10 * 60 * 1_000_000
"""Microseconds within which SDKs try again what was not answered, their longest waits included."""

KNOWN_FOR = 24 * 3600 * 1_000_000
"""Microseconds for which Segment remembers a messageId at least."""

POINTER = "/messageId"


class _First(NamedTuple):
    """The first message of an id."""

    number: int
    request: int
    says: int | None
    timestamp: str | None
    received_at: int | None
    kept: bool

    def apart(self, trace: Trace) -> int | None:
        """Microseconds between the two arrivals."""
        if self.received_at is None or trace.received_at is None:
            return None
        return abs(trace.received_at - self.received_at)


def watch(memories: Memories) -> Watch:
    """Remembers the first message of each id."""
    seen: Memory[int, _First] = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        if trace.message_id is None:
            return ()
        key = hash((trace.message_id, trace.mirrored))  # the app's own and its copy are one call
        first = seen.get(key)
        if first is not None:
            return (_fault(trace, first),)
        seen.put(
            key,
            _First(
                trace.number,
                trace.request,
                trace.says,
                trace.timestamp,
                trace.received_at,
                trace.verdict is Verdict.KEPT,
            ),
        )
        return ()

    return check


def _fault(trace: Trace, first: _First) -> Fault:
    apart = first.apart(trace)
    lost = first.kept and (apart is None or apart <= KNOWN_FOR)
    message, remedy, severity = _told(trace, first, apart)
    return Fault(
        pointer=POINTER,
        message=message,
        remedy=remedy,
        severity=severity if lost else min(severity, Severity.WARNING),
        verdict=Verdict.DROPPED if lost else Verdict.KEPT,
        related=first.number,
    )


def _told(trace: Trace, first: _First, apart: int | None) -> tuple[str, str, Severity]:
    call = f"call {first.number:,}"
    if first.says is None or first.says != trace.says:
        return (
            f"The messageId {quoted(trace.message_id)} was that of another message, {call}.",
            "Give each message an id of its own: leave messageId to the SDK, or send a new UUID.",
            Severity.ERROR,
        )
    later = "" if apart is None else f", {span(apart)} later"
    same_request = first.request == trace.request
    in_time = apart is not None and apart <= RETRIED_WITHIN
    if in_time and not same_request and first.timestamp == trace.timestamp:
        return (
            f"A retry: this is {call} again{later}.",
            "Nothing, where it is rare: the SDK had no answer that it took for success.",
            Severity.ADVICE,
        )
    return (
        f"Sent twice: this is {call} again{' in the same request' if same_request else later}.",
        "Hand each message to the SDK once, and empty a queue of your own once it is sent.",
        Severity.WARNING,
    )


RULE = Rule(
    id="message-id-repeated",
    subject=Subject.TIME,
    severity=Severity.ERROR,
    title="messageId came before",
    why=(
        "Segment keeps the first message of an id and drops what follows for at least 24 hours, whatever "
        "it says and whoever sends it."
    ),
    remedy="Leave messageId to the SDK, which makes one for each call and keeps it when it tries again.",
    reference="https://segment.com/docs/guides/duplicate-data/",
    watch=watch,
    places=(POINTER,),
    verdict=Verdict.DROPPED,
)
