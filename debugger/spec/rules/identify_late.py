"""An identify that comes after calls which carried its userId already."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType
from debugger.findings import Severity
from debugger.spec.memory import Memories
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.trace import Trace

MOST = 32_768
"""Users who are remembered, half of them at least."""

_COUNTED = frozenset({CallType.TRACK.value, CallType.GROUP.value})
"""Not page and screen, which SDKs make by themselves before an app knows its user."""

_IDENTIFIED = (-1, 0)


def watch(memories: Memories) -> Watch:
    """Counts the calls of each user until their first identify."""
    before = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        if trace.user_id is None:
            return ()
        key = hash(trace.user_id)
        count, first = before.get(key) or (0, trace.number)
        if count < 0:
            return ()
        if trace.type == CallType.IDENTIFY:
            before.put(key, _IDENTIFIED)
            return (_fault(count, first),) if count else ()
        if trace.type in _COUNTED:
            before.put(key, (count + 1, first))
        return ()

    return check


def _fault(count: int, first: int) -> Fault:
    calls = f"Call {first:,} of this user" if count == 1 else f"{count:,} calls of this user"
    since = "" if count == 1 else f", since call {first:,},"
    return Fault(
        pointer="/userId",
        message=f"{calls}{since} came before this identify, the first of the session.",
        remedy="Call identify as soon as the user is known, before what they do.",
        related=first,
    )


RULE = Rule(
    id="identify-late",
    subject=Subject.TIME,
    severity=Severity.ADVICE,
    title="Calls came before the identify",
    why="Destinations that make profiles from identify may file what came before under nobody, or without traits.",
    remedy="Identify at login, sign-up, and when traits change; calls that follow carry the userId.",
    reference="https://segment.com/docs/connections/spec/best-practices-identify/",
    watch=watch,
    places=("/userId",),
)
