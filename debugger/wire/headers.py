"""Which of a request's headers are kept: cookies are dropped, keys masked."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.wire import keys

_DROPPED = frozenset({"cookie", "cookie2"})
_SECRET = frozenset({"authorization", "proxy-authorization", "x-write-key"})


def kept(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers as they are stored and shown.

    A browser sends every localhost app's cookies to any port: they are none of ours.
    """
    return tuple((name, _shown(name, value)) for name, value in headers if name not in _DROPPED)


def _shown(name: str, value: str) -> str:
    if name in _SECRET:
        return _masked_credentials(value)
    return keys.masked_query(value) if name == "referer" else value


def _masked_credentials(value: str) -> str:
    scheme, space, credentials = value.partition(" ")
    if not space:
        return keys.masked(value)
    return f"{scheme} {keys.masked(keys.basic_user(value) or credentials)}"
