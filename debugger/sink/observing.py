"""Remembers what is no event, counted by kind: a flood of it costs no more memory than one.

The protocols and the HTTP and WebSocket sides call `see`; `debugger.connection.seen` says what can be seen
and in which lines it is told. Nothing is done for an event, but for a look at a small set where it comes
from a web page.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from debugger.connection.seen import Kind, Seen
from debugger.wire.keys import fingerprint, masked

_EACH = 24
"""Different ones remembered of each kind; all others are counted together, without particulars."""

_FORGOTTEN_AFTER = 600_000_000
"""Microseconds without news after which one makes room for another."""

_LONGEST = 200
"""Characters kept of what a sender says."""

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})

_HANDSHAKES = {
    "HTTP_REQUEST": Kind.PLAIN_ON_TLS,
    "HTTPS_PROXY_REQUEST": Kind.PLAIN_ON_TLS,
    "UNKNOWN_CA": Kind.UNTRUSTED,
    "BAD_CERTIFICATE": Kind.UNTRUSTED,
    "CERTIFICATE_UNKNOWN": Kind.UNTRUSTED,
}


@dataclass(slots=True)
class _Counted:
    seen: Seen
    told: int = 0


class Observer:
    """Counts what is seen, in any thread, and hands it on once it is asked for news."""

    def __init__(self, *, clock: Callable[[], int] = lambda: time.time_ns() // 1000) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[Kind, dict[tuple[str, ...], _Counted]] = {}
        self._news: dict[tuple[str, ...], _Counted] = {}
        self._awaited: set[str] = set()
        self.changed: Callable[[], None] = _nothing
        """Called after each `see`, in its thread."""

    def see(  # noqa: PLR0913  one for each field that can be told
        self,
        kind: Kind,
        *,
        key: str = "",
        client: str = "",
        path: str = "",
        origin: str = "",
        detail: str = "",
    ) -> None:
        """Counts one. `key` is remembered masked and as a fingerprint; longer texts are cut."""
        now = self._clock()
        shown = (masked(key), fingerprint(key), client, path, origin, detail)
        said = tuple(text[:_LONGEST] for text in shown)
        with self._lock:
            counted = self._place(kind, said, now)
            known = counted.seen
            counted.seen = Seen(
                kind=kind,
                count=known.count + 1,
                first_at=known.first_at,
                last_at=now,
                key=known.key,
                fingerprint=known.fingerprint,
                client=known.client,
                path=known.path,
                origin=known.origin,
                detail=known.detail,
            )
            self._news[counted.seen.identity] = counted
            if kind is Kind.PREFLIGHT and len(self._awaited) < _EACH:
                self._awaited.add(origin)
        self.changed()

    def posted(self, origin: bytes | None) -> None:
        """A request that carries calls has come from a page of `origin`; of no page where it is None."""
        if origin is None or not self._awaited:
            return
        page = origin.decode("latin-1")
        if page in self._awaited:
            with self._lock:
                self._awaited.discard(page)
            self.see(Kind.POSTED, origin=page)

    @property
    def has_news(self) -> bool:
        """Whether something was seen since it was asked last."""
        return bool(self._news)

    def news(self) -> Iterator[tuple[Seen, int]]:
        """Each that changed since it was asked last, with how many came since."""
        with self._lock:
            changed, self._news = self._news, {}
            told = [(each.seen, each.seen.count - each.told) for each in changed.values()]
            for each in changed.values():
                each.told = each.seen.count
        yield from told

    def _place(self, kind: Kind, said: tuple[str, ...], now: int) -> _Counted:
        of_kind = self._counted.setdefault(kind, {})
        if said not in of_kind and len(of_kind) >= _EACH:
            oldest = min(of_kind, key=lambda each: of_kind[each].seen.last_at)
            if of_kind[oldest].seen.last_at < now - _FORGOTTEN_AFTER:
                del of_kind[oldest]
            else:
                said = ("", "", "", "", "", "")
        if said not in of_kind:
            key, key_fingerprint, client, path, origin, detail = said
            nothing_yet = Seen(
                kind=kind,
                count=0,
                first_at=now,
                last_at=now,
                key=key,
                fingerprint=key_fingerprint,
                client=client,
                path=path,
                origin=origin,
                detail=detail,
            )
            of_kind[said] = _Counted(nothing_yet)
        return of_kind[said]


def elsewhere(client: tuple[str, int] | None) -> str:
    """The address of a sender on another machine; empty for one on this machine."""
    host = client[0] if client else ""
    return "" if host in _THIS_MACHINE else host


def kind_of_handshake(reason: str) -> Kind:
    """What a TLS handshake that failed was, by OpenSSL's reason: `SSLV3_ALERT_CERTIFICATE_UNKNOWN`."""
    return next((kind for part, kind in _HANDSHAKES.items() if part in reason), Kind.TLS_FAILED)


def _nothing() -> None:
    """Before anybody listens."""
