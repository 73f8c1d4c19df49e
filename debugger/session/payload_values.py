"""What stands at a path in a stored payload, read without the rest of it wherever that gives the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from debugger.payload.parse import parse
from debugger.query.paths import values_at
from debugger.query.tree import Path
from debugger.wire.message import merged

Read = Callable[[bytes], Iterable[object]]

_LEVELS = 2
"""Of objects in which only the one member is read; measured to be most of what there is to gain."""


def reader(path: Path) -> Read:
    """Reads all that stands at `path` in a payload that is an object.

    What the strict parser refuses, or finds to be laid out otherwise, is read whole and tolerantly.
    """
    names = _leading_names(path)
    if not names:
        return lambda payload: values_at(parse(payload).value, path)
    decode: Callable[[bytes], Any] = msgspec.json.Decoder(_shape(names)).decode
    rest = path[len(names) :]
    depth = len(names)

    def read(payload: bytes) -> Iterable[object]:
        """What stands there."""
        try:
            value = decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return values_at(parse(payload).value, path)
        for _ in range(depth):
            value = value.member
            if value is msgspec.UNSET:
                return ()
        return values_at(value, rest) if rest else (value,)

    return read


def inheriting(
    path: Path, inherited: Mapping[int, Mapping[str, object]]
) -> Callable[..., Iterable[object]]:
    """Reads a payload and the number of its request, by which `inherited` has the fields of the envelope."""
    read = reader(path)

    def read_merged(payload: bytes, request: int) -> Iterable[object]:
        """What stands there, in the message or on the envelope."""
        outer = inherited.get(request)
        if outer is None:
            return read(payload)
        own = parse(payload).value
        return values_at(merged(outer, own), path) if isinstance(own, dict) else ()

    return read_merged


def _leading_names(path: Path) -> list[str]:
    names: list[str] = []
    for part in path[:_LEVELS]:
        if not isinstance(part, str):
            break
        names.append(part)
    return names


def _shape(names: list[str]) -> type:
    """A type of which msgspec reads the named member, below it the next, and steps over all others."""
    shape: type = object
    for name in reversed(names):
        member = ("member", shape if shape is object else shape | msgspec.UnsetType, msgspec.UNSET)
        shape = msgspec.defstruct("Shape", [member], rename={"member": name})
    return shape
