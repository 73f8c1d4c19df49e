"""Which events of a session a command takes: those of `--events 3,7-12`, and of them what `--filter` finds."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from debugger.errors import UsageError
from debugger.query import Node
from debugger.session.reader import SessionReader

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def chosen(reader: SessionReader, query: Node | None, asked: str | None) -> Sequence[int]:
    """Their numbers, ascending. Raises `UsageError` where `asked` is written otherwise."""
    return _found(reader, query, _numbers(asked, reader.newest()))


def _found(reader: SessionReader, query: Node | None, asked: Sequence[int]) -> Sequence[int]:
    """Those of the events that a filter finds, in their order; all of them without one."""
    if query is None or not asked:
        return asked
    found = array("q")
    for hits, _ in reader.matching(query, asked[0], asked[-1]):
        found.extend(hits)
    found.reverse()
    if isinstance(asked, range):
        return found
    wanted = set(asked)
    return [number for number in found if number in wanted]


def _numbers(asked: str | None, newest: int) -> Sequence[int]:
    if asked is None:
        return range(1, newest + 1)
    numbers: set[int] = set()
    for part in asked.split(","):
        found = _RANGE.fullmatch(part.strip())
        if not found:
            raise UsageError(f"{part!r} is no number of an event.", "Write --events 3,7-12.")
        first = int(found[1])
        if not 1 <= first <= newest:
            raise UsageError(
                f"There is no event {first}.", f"The session has events 1 to {newest}."
            )
        numbers.update(range(first, min(int(found[2] or first), newest) + 1))
    return sorted(numbers)
