"""The mirror: code that makes a running analytics.js send copies of its calls here, in three wrappings.

Each talks to the address that is filled in, and to no other.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from debugger.wire.served_page import ServedPage, served_page, text_of

MOST_FRAME_BYTES = 4 * 1024 * 1024
"""Of one WebSocket message."""

_LEFT_OUT = re.compile(r"(?m)^\s*(?://.*)?\n?")
"""Indentation, and lines that are comments."""


def script(address: str, *, findings: bool = False) -> str:
    """JavaScript for a page. `address` is ours: `http://localhost:8765`.

    With `findings`, what is found in each call is told in the page's console.
    """
    filled = {
        "{sink}": json.dumps(f"{address.replace('http', 'ws', 1)}/v1/mirror"),
        "{findings}": json.dumps(findings),
        "{largest}": json.dumps(MOST_FRAME_BYTES),
    }
    text = text_of("mirror.js")
    for name, value in filled.items():
        text = text.replace(name, value)
    return text


def bookmarklet(address: str, *, findings: bool = False) -> str:
    """The same as an address to keep as a bookmark: it carries the code, so that nothing is loaded."""
    return "javascript:" + quote(_LEFT_OUT.sub("", script(address, findings=findings)).strip())


def mirror_page(address: str) -> ServedPage:
    """The page that explains it and holds the bookmarklets to be dragged."""
    return served_page(
        "mirror",
        {
            "bookmarklet": bookmarklet(address),
            "bookmarklet-findings": bookmarklet(address, findings=True),
            "address": address,
        },
    )
