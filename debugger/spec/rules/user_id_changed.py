"""Another userId while the anonymousId stayed: two people become one, or one became two."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType
from debugger.findings import Severity
from debugger.spec.memory import Memories
from debugger.spec.rule import Fault, Rule, Subject, Watch
from debugger.spec.trace import Trace
from debugger.spec.wording import quoted

MOST = 32_768
"""Visitors who are remembered, half of them at least."""


def watch(memories: Memories) -> Watch:
    """Remembers the last userId of each anonymousId; alias is how an id is meant to change."""
    users = memories.of(MOST)

    def check(trace: Trace) -> Iterable[Fault]:
        user = trace.user_id
        if user is None or trace.anonymous_id is None:
            return ()
        key = hash(trace.anonymous_id)
        last = users.get(key)
        if last is not None and last[0] == user:
            return ()
        users.put(key, (user, trace.number))
        if last is None or trace.type == CallType.ALIAS:
            return ()
        return (_fault(user, *last),)

    return check


def _fault(user: str, before: str, number: int) -> Fault:
    named = f" {quoted(user)}" if "@" not in user else ""
    was = f" {quoted(before)}" if "@" not in before else " another"
    return Fault(
        pointer="/userId",
        message=f"The userId{named} follows{was}, of call {number:,}, under the same anonymousId.",
        remedy="Call reset() when a user logs out, so that the next one has an anonymousId of their own.",
        related=number,
    )


RULE = Rule(
    id="user-id-changed",
    subject=Subject.IDENTITY,
    severity=Severity.WARNING,
    title="Another userId under the same anonymousId",
    why=(
        "Segment joins a userId and an anonymousId that come together into one profile, so that two "
        "users who share an anonymousId may be merged."
    ),
    remedy="Keep one anonymousId to one user: reset it at logout, and never send the same one from a server.",
    reference="https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/identity/#reset-or-log-out",
    watch=watch,
    places=("/userId",),
)
