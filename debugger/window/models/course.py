"""What the sequence says of a call in plain sentences: its times, who its user was before, who its visitor is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debugger.events import Message
from debugger.payload.text import elided, visible
from debugger.session.rows import Row
from debugger.session.surroundings import MOST_USERS, Surroundings
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
    """What is known of its user and its visitor so far."""
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
