"""What arrives, in the words of Segment's spec: arrivals, the requests they were, the messages they carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from debugger.findings import Finding, Verdict


class CallType(StrEnum):
    """The six calls of Segment's spec (Spec: Common Fields, `type`)."""

    TRACK = "track"
    IDENTIFY = "identify"
    PAGE = "page"
    SCREEN = "screen"
    GROUP = "group"
    ALIAS = "alias"


NAMED_BY_NAME: frozenset[str] = frozenset({CallType.PAGE.value, CallType.SCREEN.value})
"""Calls that their `name` names, as its `event` names a track (Spec: Page, Screen)."""

WITHOUT_NAME: frozenset[str] = frozenset(
    {CallType.IDENTIFY.value, CallType.GROUP.value, CallType.ALIAS.value}
)
"""Calls that nothing names (Spec: Identify, Group, Alias)."""


class Transport(StrEnum):
    """The way a request came in."""

    HTTP = "http"
    WEBSOCKET = "websocket"
    MIRROR = "mirror"
    """A copy that the app made of what it delivers elsewhere: over WebSocket, or posted."""
    IMPORT = "import"
    """From a file."""


FRAME = "FRAME"
"""What a WebSocket frame has for a method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One HTTP request or WebSocket frame exactly as it came, before anything has read it."""

    received_at: int
    """Microseconds since 1970-01-01 UTC."""
    transport: Transport
    method: str
    """GET, POST …; for a WebSocket frame, FRAME."""
    path: str
    """Path with its query string, as asked for."""
    headers: tuple[tuple[str, str], ...]
    """In the order they came, names in lower case; not yet redacted."""
    body: bytes
    """As on the wire, still compressed."""
    client: str
    """Address and port of the sender: `127.0.0.1:51324`."""
    failure: str = ""
    """Why the body is not whole, when it is not: `body ended early: 312 of 1,000 bytes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An app that sends: what its write key and library say of it."""

    write_key: str = ""
    """Empty when the app sent none."""
    library: str = ""
    """`context.library.name`, or what the user agent says; empty when unknown."""
    version: str = ""


def failed(answer: str) -> bool:
    """Whether `Request.answer` says that the sender was told it had not arrived."""
    return bool(answer) and not answer.startswith("200")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is kept of one arrival beside its messages; cookies are gone and keys masked."""

    received_at: int
    """Microseconds since 1970-01-01 UTC."""
    transport: Transport
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    client: str
    encoding: str
    """Content coding that was undone: `gzip`, `deflate`, or `identity`."""
    wire_size: int
    """Bytes of the body on the wire."""
    body_size: int
    """Bytes of the body once inflated."""
    envelope: tuple[bytes, ...] = (b"", b"")
    """The body's bytes around its messages, one more than there are messages: with them put back
    between, the body is whole again, byte for byte."""
    answer: str = ""
    """How it was answered, where that was a fault simulated on purpose: `429 simulated`."""

    @property
    def is_frame(self) -> bool:
        """Whether it came over WebSocket, so that its headers are those of the handshake."""
        return self.method == FRAME

    @property
    def failed(self) -> bool:
        """Whether the sender was told, by a simulated fault, that it had not arrived."""
        return failed(self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why bytes could not be read as a message, and where reading stopped."""

    message: str
    """In plain text, without the place: `a value is missing`."""
    offset: int
    """Bytes from the start of the payload."""
    line: int
    column: int
    """Counted from 1, in characters."""
    of_whole: bool = False
    """Whether the payload as a whole is wrong, so that no place in it says more."""

    @property
    def place(self) -> str:
        """The place in words: `line 1, column 84`; empty when it is the whole payload."""
        return "" if self.of_whole else f"line {self.line}, column {self.column}"

    @property
    def sentence(self) -> str:
        """What is wrong and where: `a comma is missing (line 1, column 84)`."""
        return f"{self.message} ({self.place})" if self.place else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something in the JSON text that a strict parser refuses or changes, and that parsing gets past."""

    kind: str
    """`nonstandard-number`, `number-out-of-range`, `lone-surrogate`, `invalid-utf8`, `byte-order-mark`,
    `duplicate-key`."""
    pointer: str
    text: str
    """The odd text itself, or the key, in plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as the rules judge it. It is pure data: no clock, no network, no file behind it."""

    payload: bytes
    """The exact bytes of this message alone."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """The parsed object, with what it inherits from the batch's envelope merged in."""
    inherited: frozenset[str] = frozenset()
    """Names of the fields that stand on the envelope and not in the payload."""
    route_type: CallType | None = None
    """The type that the path it was sent to implies."""
    position: int | None = None
    """Place in its batch from 0; None when it came alone."""
    batch_size: int | None = None
    """How many messages its batch holds; None when it came alone."""
    received_at: int | None = None
    """Microseconds since 1970-01-01 UTC; None for a file that does not say."""
    problem: Problem | None = None
    """Set when the payload is not a JSON object; `fields` is empty then."""
    oddities: tuple[Oddity, ...] = ()
    request_refusal: str = ""
    """Why Segment refuses the whole request that it came in, where the fault is not its own."""
    mirrored: bool = False
    """Whether it is a copy of what the app delivers elsewhere."""
    source: Source = Source()

    @property
    def type(self) -> str:
        """The call type: the message's own, else the route's, else empty. May be none of the six."""
        own = self.fields.get("type")
        if isinstance(own, str) and own:
            return own
        return self.route_type.value if self.route_type else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of the list, ready to be stored: a judged message, or a request that carried none."""

    position: int | None
    type: str
    name: str | None
    """A track's `event`, a page's or screen's `name`; None when there is none or it is not a string."""
    user_id: str | None
    anonymous_id: str | None
    message_id: str | None
    problem: str
    """Why it is not a message, in one line with its place; empty for a message."""
    payload: bytes
    findings: tuple[Finding, ...]
    verdict: Verdict
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A request with the events it carried: what is appended to a session in one piece."""

    request: Request
    events: tuple[Event, ...]
