"""Remembers who sends from which connection and page, to say whose a request is that names no write key."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

_MOST = 512
"""Connections, and pages, remembered; the oldest makes room."""


class Senders:
    """The write keys of those that named one. Of requests from no page nothing is remembered."""

    def __init__(self) -> None:
        self._of_connection: dict[Hashable, frozenset[str]] = {}
        self._of_page: dict[Hashable, frozenset[str]] = {}

    def note(self, key: str, client: Hashable, headers: Mapping[bytes, bytes]) -> None:
        """A request of a page came with `key`; `client` is the address and port it came from."""
        page = _page(headers)
        if key and page is not None:
            _add(self._of_connection, client, key)
            _add(self._of_page, page, key)

    def whose(self, client: Hashable, headers: Mapping[bytes, bytes]) -> str:
        """The key of a request without one: that of its connection, else of its page and browser.

        Empty where nobody named a key there, or where several did: a guess would be shown as a fact.
        """
        for known in (self._of_connection.get(client), self._of_page.get(_page(headers))):
            if known is not None and len(known) == 1:
                return next(iter(known))
        return ""


def _page(headers: Mapping[bytes, bytes]) -> Hashable:
    """The page's origin and its browser; None for what does not come from a page."""
    origin = headers.get(b"origin")
    return None if origin is None else (origin, headers.get(b"user-agent", b""))


def _add(known: dict[Hashable, frozenset[str]], place: Hashable, key: str) -> None:
    keys = known.get(place, frozenset())
    if key in keys or len(keys) > 1:  # two are as unclear as more
        return
    known[place] = keys | {key}
    if len(known) > _MOST:
        del known[next(iter(known))]
