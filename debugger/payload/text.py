"""Captured text made safe to keep and to show, without hiding what it holds."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: a terminal obeys them
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, line separators, bidi
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # not characters, or tags without a shape
    "\ud800-\udfff]"  # lone surrogates: nothing can encode them
)


def storable(text: str) -> str:
    """`text` with lone surrogates as U+FFFD: SQLite and UTF-8 refuse them. The payload keeps its bytes."""
    if text.isascii():  # nearly always
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def visible(text: str) -> str:
    r"""`text` with control, bidirectional and zero-width characters as escapes: `\x1b`, `\u202e`."""
    return _CONTROL.sub(lambda match: ascii(match.group())[1:-1], text)


def elided(text: str, most: int) -> str:
    """At most `most` characters of `text`, the last an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"
