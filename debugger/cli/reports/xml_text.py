"""Captured text in XML: made visible, escaped, and ASCII whatever the encoding of the output."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from debugger.payload.text import visible


def attribute(text: str) -> str:
    """The value of an attribute, with its quotes."""
    return _ascii(quoteattr(visible(text)))


def text(content: str) -> str:
    """What stands between two tags."""
    return _ascii(escape(visible(content)))


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
