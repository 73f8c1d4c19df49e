"""What the sequence says of a call in plain sentences: its times, who its user was before, who its visitor is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from debugger.events import Message
from debugger.payload.text import elided, visible
from debugger.session.rows import Row
from debugger.session.surroundings import MOST_TRIES, MOST_USERS, Surroundings, Try
from debugger.spec import trace_of
from debugger.spec.timestamps import span

_SAME = 1_000
"""Microseconds within which two times are one."""


def times(message: Message, row: Row) -> str:
    """When it was made, sent and received, by each other; empty where it does not say."""
    trace = trace_of(message, row.verdict)
    if trace is None or trace.happened_at is None:
        return ""
    sent, received = trace.left_at, row.received_at
    said = "Made "
    if sent is not None and trace.sent_at is not None:
        said += f"{_apart(trace.happened_at, sent)} it was sent, and "
        return f"{said}received {_after(sent, received)}."
    return f"{said}{_apart(trace.happened_at, received)} it was received."


def sentences(row: Row, found: Surroundings) -> Iterator[str]:
    """What is known of the tries to deliver it, of its user and its visitor so far."""
    if len(found.tries) > 1 or any(each.failed for each in found.tries):
        yield delivery(found.tries)
    if row.user_id:
        if found.identified == row.number:
            yield "The first identify of this user."
        elif found.identified:
            yield f"This user was first identified in call #{found.identified:,}."
        else:
            yield "No identify of this user in the session."
    if len(found.users) > 1:
        more = " and more" if len(found.users) == MOST_USERS else ""
        yield f"Users of this visitor: {_users(found.users)}{more}."


def _users(users: Mapping[str, int]) -> str:
    return ", ".join(
        f"{visible(elided(user, 40))} (since #{number:,})" for user, number in users.items()
    )


def _apart(made: int, then: int) -> str:
    if abs(then - made) < _SAME:
        return "as"
    return f"{span(then - made)} {'before' if then > made else 'after'}"


def _after(sent: int, received: int) -> str:
    if abs(received - sent) < _SAME:
        return "at once"
    if received > sent:
        return f"{span(received - sent)} later"
    return f"{span(received - sent)} earlier, by another clock"


def delivery(tries: Sequence[Try]) -> str:
    """How often it was tried and what came of it: `Delivered once, with the 2nd try: #1 500, #2 …`."""
    arrived = [place for place, each in enumerate(tries, start=1) if not each.failed]
    if not arrived:
        outcome = "Not delivered so far"
    elif len(arrived) == 1:
        outcome = f"Delivered once, with try {arrived[0]}"
    else:
        outcome = f"Delivered {len(arrived)} times"
    more = " and more" if len(tries) == MOST_TRIES else ""
    return f"{outcome}: {', '.join(_tried(tries))}{more}."


def _tried(tries: Sequence[Try]) -> Iterator[str]:
    before = tries[0].received_at
    for each in tries:
        gap = each.received_at - before
        later = f" {span(gap)} later" if gap > 0 else ""
        count = (
            f" (X-Retry-Count {visible(elided(each.retry_count, 10))})" if each.retry_count else ""
        )
        yield f"#{each.number:,}{later}{count} {each.answer or 'answered 200'}"
        before = each.received_at
