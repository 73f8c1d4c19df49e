"""What the sequence says of a call in plain sentences: its times, who its user was before, who its visitor is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from debugger.events import Message
from debugger.payload.text import elided, visible
from debugger.session.deliveries import Outcome, Try
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
    """What is known of the tries to deliver it, of its user and its visitor so far."""
    if is_worth_telling(found.tries):
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


def is_worth_telling(tries: Sequence[Try]) -> bool:
    """Whether a delivery was anything but one try that was accepted."""
    return len(tries) > 1 or any(each.outcome is not Outcome.ACCEPTED for each in tries)


def delivery(tries: Sequence[Try]) -> str:
    """What came of all tries: `Delivered once, with try 2 of 3.`"""
    arrived = [place for place, each in enumerate(tries, 1) if each.outcome is Outcome.ACCEPTED]
    refused = [place for place, each in enumerate(tries, 1) if each.outcome is Outcome.REFUSED]
    if len(arrived) > 1:
        said = f"Delivered {len(arrived)} times, with tries {_listed(arrived)}"
    elif arrived:
        said = f"Delivered once, with try {arrived[0]} of {len(tries)}"
    elif refused:
        said = f"Not delivered: refused for good with try {refused[-1]} of {len(tries)}"
    else:
        said = "Not delivered so far, with "
        said += "1 try" if len(tries) == 1 else f"{len(tries)} tries"
    return f"{said}.{_unseen(tries[0])}"


def _unseen(first: Try) -> str:
    """A word of the tries before the first that is known."""
    if not first.retry_count.isascii() or not first.retry_count.strip("0").isdecimal():
        return ""
    count = elided(first.retry_count, 10)
    return f" Its first try here has X-Retry-Count {count}: those before did not get here."


def _listed(places: Sequence[int]) -> str:
    *some, last = map(str, places)
    return f"{', '.join(some)} and {last}"
