"""What became of each message: every time that it was sent, how that was answered, and whether it arrived once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from debugger.events import failed
from debugger.findings import Verdict
from debugger.session.rejudging import message_of
from debugger.session.rows import Row, StoredEvent

_REFUSING = ("400", "413")
"""Statuses after which SDKs don't try again."""


class Outcome(StrEnum):
    """What the sender was told of one try."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """For good: with 400 or 413, really or on purpose."""
    FAILED = "failed"
    """It was told to come again, or nothing."""


class Standing(StrEnum):
    """What became of one message so far."""

    DELIVERED = "delivered"
    """With its only try."""
    RETRIED = "delivered-after-retries"
    """Accepted once, and tried more than once."""
    TWICE = "delivered-twice"
    """Accepted more than once."""
    LOST = "lost"
    """Never accepted so far."""
    REFUSED = "refused"
    """Never accepted, and refused for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One time that a message was sent."""

    number: int
    """Of its event."""
    received_at: int
    """Microseconds since 1970-01-01 UTC."""
    outcome: Outcome
    answer: str
    """How it was answered: `200`, `429 simulated`, `stored`; `not known` of one that was imported."""
    retry_count: str
    """What the SDK says of it in `X-Retry-Count`; empty where it says nothing."""
    sent_at: str
    """`sentAt`, as it was sent; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """All tries of one message: of those with one messageId and one write key."""

    message_id: str
    first: int
    """Number of the event with its first try."""
    last: int
    tries: int
    accepted: int
    """How many of the tries were."""
    refused: int

    @property
    def standing(self) -> Standing:
        """What became of it so far."""
        if self.accepted:
            once = Standing.RETRIED if self.tries > 1 else Standing.DELIVERED
            return Standing.TWICE if self.accepted > 1 else once
        return Standing.REFUSED if self.refused else Standing.LOST


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryCounts:
    """How many messages there are, and what became of them."""

    messages: int = 0
    retried: int = 0
    twice: int = 0
    lost: int = 0
    refused: int = 0
    without_id: int = 0
    """Calls without a messageId, of which nothing can be told."""

    @property
    def delivered(self) -> int:
        """Delivered once, with their only try."""
        return self.messages - self.retried - self.twice - self.lost - self.refused

    def of(self, standing: Standing) -> int:
        """How many messages stand so."""
        return {
            Standing.DELIVERED: self.delivered,
            Standing.RETRIED: self.retried,
            Standing.TWICE: self.twice,
            Standing.LOST: self.lost,
            Standing.REFUSED: self.refused,
        }[standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDelivery:
    """A delivery with what is shown of its message: the row of its first try."""

    delivery: Delivery
    row: Row


def try_of(event: StoredEvent) -> Try:
    """The try that an event was."""
    request = event.request
    said = dict(request.headers)
    sent_at = message_of(event).fields.get("sentAt")
    return Try(
        number=event.row.number,
        received_at=event.row.received_at,
        outcome=outcome_of(request.answer, event.row.verdict),
        answer=event.answered or "not known",
        retry_count=said.get("x-retry-count", ""),
        sent_at=sent_at if isinstance(sent_at, str) else "",
    )


def outcome_of(answer: str, verdict: Verdict) -> Outcome:
    """What the sender was told: `answer` as `Request.answer`, and what Segment makes of the message."""
    if answer.startswith(_REFUSING):
        return Outcome.REFUSED
    if failed(answer):
        return Outcome.FAILED
    return Outcome.REFUSED if verdict is Verdict.REJECTED else Outcome.ACCEPTED
