"""Makes of a captured request the one that is sent: where it goes, as whom, and with what changed."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import quote

from debugger.events import CallType, Transport
from debugger.redaction import Redactor
from debugger.replaying.captured import Captured
from debugger.replaying.numbers import in_short
from debugger.replaying.outgoing import Outgoing
from debugger.replaying.rewriting import NewIds, rewritten, with_key
from debugger.wire.batch import joined
from debugger.wire.routes import RouteKind, match

HEADER = "X-Track-Debugger-Replay"
"""Tells a receiver of ours which events a request repeats."""

_KEPT = ("content-type", "user-agent")
"""Of the headers: cookies and keys are not stored whole, and the others speak of the old connection."""

_TYPES = frozenset(kind.value for kind in CallType)
_METHODS = ("POST", "PUT", "PATCH", "DELETE")
_IN_PATHS = "/%:@!$&'()*+,;=~-._"
_JSON = ("content-type", "application/json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is changed of what came; nothing by default."""

    new_ids: NewIds | None = None
    times_now: bool = False
    """Whether the times in a request move as far as it is sent after it came."""
    write_key: str | None = None
    """The one that takes the place of the captured ones; None leaves those."""
    redactor: Redactor | None = None
    """Masks what leaves this machine."""
    tells_numbers: bool = False
    """Whether `HEADER` is sent."""


class Preparer:
    """Prepares requests by the same changes."""

    def __init__(self, changes: Changes, *, prefix: str = "") -> None:
        self._changes = changes
        self._prefix = quote(prefix.rstrip("/"), safe=_IN_PATHS)
        """What stands before every path at the target."""

    def prepared(self, each: Captured, *, sent_at: int) -> Outgoing:
        """The request, to be sent at `sent_at`, microseconds since 1970 UTC."""
        changes = self._changes
        body = self._body(each)
        if changes.write_key is not None:
            body = with_key(body, each.write_key, changes.write_key)
        later = sent_at - each.request.received_at if changes.times_now else None
        return Outgoing(
            numbers=each.numbers,
            method=each.request.method if each.request.method in _METHODS else "POST",
            path=self._path(each),
            headers=tuple(self._headers(each)),
            body=rewritten(body, new_id=changes.new_ids, later=later),
        )

    def _body(self, each: Captured) -> bytes:
        redactor = self._changes.redactor
        if redactor is None:
            return joined(each.envelope, each.messages)
        known = {each.write_key: "key"} if each.write_key else {}
        messages = [redactor.redact(message, known).payload for message in each.messages]
        return joined(redactor.around(each.envelope, known), messages)

    def _path(self, each: Captured) -> str:
        bare = quote(_path_of(each), safe=_IN_PATHS)
        if self._changes.redactor is not None:
            bare = quote(self._changes.redactor.text(bare, counted=True), safe=_IN_PATHS)
        if self._prefix.endswith("/v1") and bare.startswith("/v1/"):
            return self._prefix + bare.removeprefix("/v1")
        return self._prefix + bare

    def _headers(self, each: Captured) -> list[tuple[str, str]]:
        came = [header for header in each.request.headers if header[0] in _KEPT and _plain(header)]
        if self._changes.redactor is not None:
            came = list(self._changes.redactor.headers(came))
        if not any(name == "content-type" for name, _ in came):
            came.append(_JSON)
        key = each.write_key if self._changes.write_key is None else self._changes.write_key
        if key:
            credentials = base64.b64encode(f"{key}:".encode(errors="replace")).decode()
            came.append(("authorization", f"Basic {credentials}"))
        if self._changes.tells_numbers:
            came.append((HEADER, in_short(each.numbers)))
        return came


def _path_of(each: Captured) -> str:
    """The path that it was posted to, a wrong one as well; else the one for what it is."""
    path = each.request.path.partition("?")[0]
    in_batch = each.envelope[0].strip() != b"" or len(each.messages) != 1
    posted = each.request.transport is Transport.HTTP and each.request.method in _METHODS
    if posted and path.startswith("/"):
        kind = match(each.request.method, path).kind
        if in_batch or kind is not RouteKind.BATCH:
            return path
    if in_batch:
        return "/v1/batch"
    return f"/v1/{each.type if each.type in _TYPES else 'track'}"


def _plain(header: tuple[str, str]) -> bool:
    return header[1].isascii() and header[1].isprintable()
