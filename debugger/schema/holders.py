"""The objects that hold what an app says itself, read from a payload without the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from debugger.payload.parse import may_be_too_deep, parse

LARGEST = 256 * 1024
"""Bytes; larger payloads are not looked into for the schema."""

HOLDERS = ("properties", "traits")
"""Of a track, page or screen call, and of an identify or group call."""


def held(payload: bytes) -> Mapping[str, object]:
    """What `HOLDERS` are in `payload`, as `parse` reads them; those that are not there are left out or None.

    Stepping over the members beside them saves half of the time. Never raises: what is no object holds nothing.
    """
    try:
        found = _decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return _read_whole(payload)
    if may_be_too_deep(payload):
        return _read_whole(payload)
    return {"properties": found.properties, "traits": found.traits}


class _Holders(msgspec.Struct):
    properties: Any = None
    traits: Any = None


_decode = msgspec.json.Decoder(_Holders).decode


def _read_whole(payload: bytes) -> Mapping[str, object]:
    value = parse(payload).value
    return value if isinstance(value, dict) else {}
