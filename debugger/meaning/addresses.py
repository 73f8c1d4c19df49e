"""The parts of a URL, its parameters decoded."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from debugger.payload.text import elided, visible

_URL = re.compile(r"[a-z][a-z0-9+.-]{0,30}://", re.IGNORECASE)
_MOST_PARAMETERS = 20
_LONGEST = 120
"""Characters of one part."""


def parts(text: str) -> tuple[str, ...]:
    """The parts of a URL, a sentence for each; nothing for what is none."""
    if not _URL.match(text):
        return ()
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        return ("This is no URL: its host or port cannot be read.",)
    where = [f"Scheme {url.scheme}"]
    where += [f"host {_shown(url.hostname)}"] if url.hostname else []
    where += [f"port {port}"] if port is not None else []
    where += [f"path {_shown(unquote(url.path))}"] if url.path not in {"", "/"} else []
    told = [", ".join(where) + "."]
    if url.username is not None or url.password is not None:
        told.append("It carries a user's name or password.")
    if url.query:
        told.append(_parameters(url))
    if url.fragment:
        told.append(f"Fragment: {_shown(unquote(url.fragment))}.")
    return tuple(told)


def _parameters(url: SplitResult) -> str:
    found = parse_qsl(url.query, keep_blank_values=True, errors="replace")
    if not found:
        return f"Query: {_shown(url.query)}."
    told = "; ".join(
        f"{_shown(name)} = {_shown(value)}" for name, value in found[:_MOST_PARAMETERS]
    )
    more = f"; and {len(found) - _MOST_PARAMETERS:,} more" if len(found) > _MOST_PARAMETERS else ""
    return f"Parameters: {told}{more}."


def _shown(text: str) -> str:
    return visible(elided(text, _LONGEST))
