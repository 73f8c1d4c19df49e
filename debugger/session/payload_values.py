"""What stands at a path in a stored payload, read without the rest of it wherever that gives the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from debugger.payload.parse import parse
from debugger.query.paths import values_at
from debugger.query.tree import Path
from debugger.wire.message import merged

Read = Callable[[bytes], Iterable[object]]

Answer = TypeVar("Answer")

_LEVELS = 4
"""Of objects in which only the one member is read."""


def reader(path: Path) -> Read:
    """Reads all that stands at `path` in a payload that is an object.

    What the strict parser refuses, or finds to be laid out otherwise, is read whole and tolerantly.
    """
    return testing(path, lambda values: values, lambda value: (value,))


def testing(
    path: Path, ask: Callable[[Iterable[object]], Answer], ask_one: Callable[[object], Answer]
) -> Callable[[bytes], Answer]:
    """Asks about all that `reader` reads: in one function, since it is called for each event.

    `ask_one` answers as `ask` would about this one value: mostly there is one.
    """
    names = _leading_names(path)
    if not names:
        return lambda payload: ask(values_at(parse(payload).value, path))
    decode: Callable[[bytes], Any] = msgspec.json.Decoder(_shape(names)).decode
    rest = path[len(names) :]
    member = attrgetter(".".join(["member"] * len(names)))
    unset, nothing = msgspec.UNSET, ask(())

    def read_and_ask(payload: bytes) -> Answer:
        """What is answered about what stands there."""
        try:
            value = member(decode(payload))
        except AttributeError:  # an object above it is not there
            return nothing
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return ask(values_at(parse(payload).value, path))
        if value is unset:
            return nothing
        return ask(values_at(value, rest)) if rest else ask_one(value)

    return read_and_ask


def inheriting(
    path: Path, inherited: Mapping[int, Mapping[str, object]]
) -> Callable[..., Iterable[object]]:
    """Reads a payload and the number of its request, by which `inherited` has the fields of the envelope."""
    read, read_merged = reader(path), merging(path)

    def read_either(payload: bytes, request: int) -> Iterable[object]:
        """What stands there, in the message or on the envelope."""
        outer = inherited.get(request)
        return read(payload) if outer is None else read_merged(payload, outer)

    return read_either


def merging(path: Path) -> Callable[[bytes, Mapping[str, object]], Iterable[object]]:
    """Reads a payload together with the fields of the envelope that it came in."""

    def read_merged(payload: bytes, outer: Mapping[str, object]) -> Iterable[object]:
        """What stands there, in the message or on the envelope."""
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
