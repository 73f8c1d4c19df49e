"""What a filter can ask for, as data: completion, errors, explanations and docs/filters.md read this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from debugger.events import CallType, Transport
from debugger.findings import Severity, Verdict

NONE = "none"
"""The severity of an event about which nothing is found."""


class Kind(StrEnum):
    """What the values of a field are, and with that how they are compared."""

    TEXT = "text"
    """The whole value, upper and lower case of ASCII letters being the same; `*` is any text."""
    PROSE = "words"
    """A part of the value is enough."""
    NUMBER = "a number"
    SIZE = "a size"
    TIME = "a time"
    SEVERITY = "a severity"
    CHOICE = "a word"
    """One of `Field.choices`."""
    PRESENCE = "a field"
    """The name of another field, or a path into the payload."""


EQUALS = (":", "=", "!=")
ORDERED = (*EQUALS, ">", ">=", "<", "<=")
OPERATORS = {
    Kind.TEXT: EQUALS,
    Kind.PROSE: EQUALS,
    Kind.NUMBER: ORDERED,
    Kind.SIZE: ORDERED,
    Kind.TIME: ORDERED,
    Kind.SEVERITY: ORDERED,
    Kind.CHOICE: EQUALS,
    Kind.PRESENCE: (":",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something that is known of each event."""

    name: str
    kind: Kind
    noun: str
    """What it is in the middle of a sentence: `the event name`."""
    meaning: str
    """One sentence for the documentation and the completion."""
    example: str
    """A whole term."""
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """The values there are, or those worth offering where others may come (`type`)."""
    only: tuple[str, ...] = ()
    """The operators, where they are fewer than those of the kind."""

    @property
    def operators(self) -> tuple[str, ...]:
        """What may stand between the name and a value."""
        return self.only or OPERATORS[self.kind]


_CALLS = tuple(call.value for call in CallType)

FIELDS = (
    Field(
        name="type",
        kind=Kind.TEXT,
        noun="the type",
        meaning="The call.",
        example="type:track",
        choices=_CALLS,
    ),
    Field(
        name="event",
        kind=Kind.TEXT,
        noun="the event name",
        meaning="A track's event, a page's or screen's name.",
        example='event:"Order *"',
        aliases=("name",),
    ),
    Field(
        name="user",
        kind=Kind.TEXT,
        noun="the user",
        meaning="`userId`.",
        example="user:u-42",
        aliases=("userId",),
    ),
    Field(
        name="anonymous",
        kind=Kind.TEXT,
        noun="the visitor",
        meaning="`anonymousId`.",
        example="anonymous:anon-7",
        aliases=("anonymousId",),
    ),
    Field(
        name="message",
        kind=Kind.TEXT,
        noun="the messageId",
        meaning="`messageId`.",
        example="message:node-*",
        aliases=("messageId",),
    ),
    Field(
        name="severity",
        kind=Kind.SEVERITY,
        noun="the worst finding",
        meaning="How much the worst finding matters.",
        example="severity>=warning",
        choices=(*(severity.word for severity in reversed(Severity)), NONE),
    ),
    Field(
        name="verdict",
        kind=Kind.CHOICE,
        noun="the verdict",
        meaning="What Segment would have done with the call.",
        example="verdict:dropped",
        choices=tuple(verdict.value for verdict in Verdict),
    ),
    Field(
        name="rule",
        kind=Kind.TEXT,
        noun="a finding of rule",
        meaning="A rule that found something which counts.",
        example="rule:currency-*",
    ),
    Field(
        name="silenced",
        kind=Kind.TEXT,
        noun="a silenced finding of rule",
        meaning="A rule that found something which the project's settings silence.",
        example="silenced:event-style",
    ),
    Field(
        name="source",
        kind=Kind.TEXT,
        noun="the source",
        meaning="The app that sent: its library with or without version, or its write key, whole or masked.",
        example='source:"analytics.js 2.11.1"',
    ),
    Field(
        name="library",
        kind=Kind.TEXT,
        noun="the library",
        meaning="The SDK's name, as in `context.library.name`.",
        example="-library:analytics.js",
    ),
    Field(
        name="version",
        kind=Kind.TEXT,
        noun="the library's version",
        meaning="The SDK's version.",
        example="version:3.*",
    ),
    Field(
        name="key",
        kind=Kind.TEXT,
        noun="the write key",
        meaning="The write key, whole or masked.",
        example="key:wk_*",
        aliases=("writeKey",),
    ),
    Field(
        name="received",
        kind=Kind.TIME,
        noun="the time of arrival",
        meaning="When the call arrived, by this machine's clock.",
        example="received>=12:04",
        aliases=("time",),
    ),
    Field(
        name="after",
        kind=Kind.TIME,
        noun="the time of arrival",
        meaning="Arrived at this time or later.",
        example="after:12:04",
        aliases=("since",),
        only=(":",),
    ),
    Field(
        name="before",
        kind=Kind.TIME,
        noun="the time of arrival",
        meaning="Arrived before this time.",
        example="before:5m",
        aliases=("until",),
        only=(":",),
    ),
    Field(
        name="number",
        kind=Kind.NUMBER,
        noun="the event's number",
        meaning="The event's place in the session, from 1.",
        example="number>=300",
    ),
    Field(
        name="request",
        kind=Kind.NUMBER,
        noun="the request's number",
        meaning="The request that carried the call, from 1.",
        example="request:12",
    ),
    Field(
        name="position",
        kind=Kind.NUMBER,
        noun="the place in its batch",
        meaning="The call's place in its batch, from 0.",
        example="position:0",
    ),
    Field(
        name="size",
        kind=Kind.SIZE,
        noun="the payload's size",
        meaning="Bytes of the payload; `kb` and `mb` may follow.",
        example="size>32kb",
    ),
    Field(
        name="transport",
        kind=Kind.CHOICE,
        noun="the transport",
        meaning="How the call came in.",
        example="transport:websocket",
        choices=tuple(transport.value for transport in Transport),
    ),
    Field(
        name="answer",
        kind=Kind.PROSE,
        noun="the answer",
        meaning=(
            "How the request was answered: its status, with `simulated` where that was a fault on purpose; "
            "of a WebSocket frame `stored` or `error`. Of an imported call only a failure is known."
        ),
        example="answer:429",
        aliases=("status",),
        choices=("200", "400", "404", "408", "simulated", "stored", "error", "no answer"),
    ),
    Field(
        name="problem",
        kind=Kind.PROSE,
        noun="the problem",
        meaning="Why it could not be read as a message.",
        example="problem:comma",
    ),
    Field(
        name="path",
        kind=Kind.TEXT,
        noun="the path",
        meaning="The path that the request was sent to, with its query.",
        example="path:/v1/batch*",
    ),
    Field(
        name="client",
        kind=Kind.TEXT,
        noun="the sender's address",
        meaning="Address and port of the sender.",
        example="client:192.168.*",
    ),
    Field(
        name="note",
        kind=Kind.PROSE,
        noun="your note",
        meaning="What you noted about the event.",
        example="note:checkout",
    ),
    Field(
        name="colour",
        kind=Kind.TEXT,
        noun="your colour",
        meaning="The colour you gave the event.",
        example="colour:red",
        aliases=("color",),
        choices=("red", "orange", "yellow", "green", "blue", "purple"),
    ),
    Field(
        name="is",
        kind=Kind.CHOICE,
        noun="the event",
        meaning="Starred, part of a batch, without findings, not a message, with silenced findings.",
        example="is:starred",
        choices=("starred", "batched", "clean", "problem", "silenced"),
    ),
    Field(
        name="has",
        kind=Kind.PRESENCE,
        noun="there is",
        meaning="A field above, or a path in the payload, is there, whatever its value.",
        example="has:properties.coupon",
    ),
)

TOP_LEVEL = (
    *("properties", "context", "traits", "integrations"),
    *("timestamp", "sentAt", "originalTimestamp", "groupId", "previousId", "channel", "options"),
)
"""Where a path into the payload may start; any other start is written `payload.NAME`."""

PAYLOAD = "payload"
"""The start of a path that names the payload itself."""

BY_NAME = {spelling.lower(): field for field in FIELDS for spelling in (field.name, *field.aliases)}
