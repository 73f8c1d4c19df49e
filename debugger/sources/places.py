"""Where a source runs, as a call of it says: the host of its page, or the name of its app."""

from __future__ import annotations

from urllib.parse import urlsplit

from debugger.payload.parse import parse

LARGEST = 64 * 1024
"""Bytes of a payload that is looked into; Segment takes 32 kB."""


def place_of(payload: bytes) -> str:
    """`shop.example` by `context.page.url`, or `context.app.name`; empty where neither is said."""
    fields = parse(payload).value
    context = fields.get("context") if isinstance(fields, dict) else None
    if not isinstance(context, dict):
        return ""
    return _member(context, "app", "name") or _host(_member(context, "page", "url"))


def _member(context: dict[str, object], outer: str, inner: str) -> str:
    value = context.get(outer)
    found = value.get(inner) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # `http://[`
        return ""
