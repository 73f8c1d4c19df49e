"""What a person puts on an event: a star, a colour, a note; kept in the session beside what was received."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from debugger.payload.text import storable

LONGEST_NOTE = 10_000
"""Characters."""


class Colour(StrEnum):
    """The colours that events may have; each theme has its own shade of them."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Star, colour and note of one event."""

    starred: bool = False
    colour: Colour | None = None
    note: str = ""
    """Plain text of one or more lines."""

    def __bool__(self) -> bool:
        return self.starred or self.colour is not None or bool(self.note)


NO_MARK = Mark()

_COLOURS: Mapping[str, Colour | None] = {"": None, **{colour.value: colour for colour in Colour}}


def mark_from(column: str | None) -> Mark:
    """The mark from a JSON list of its columns, as rows read it; NULL for none.

    Raises `ValueError` where we cannot have written it.
    """
    if column is None:
        return NO_MARK
    starred, colour, note = json.loads(column)
    if starred not in {0, 1} or colour not in _COLOURS or not isinstance(note, str):
        raise ValueError("a mark is none that there is")
    return Mark(starred=bool(starred), colour=_COLOURS[colour], note=note)


def put(connection: sqlite3.Connection, marks: Mapping[int, Mark]) -> None:
    """Gives events these marks in place of what they had, inside the caller's transaction.

    A number of which there is no event is passed over.
    """
    connection.executemany("DELETE FROM marks WHERE number = ?", ((each,) for each in marks))
    connection.executemany(
        "INSERT INTO marks SELECT number, ?, ?, ? FROM events WHERE number = ?",
        (
            (
                int(mark.starred),
                mark.colour.value if mark.colour else "",
                storable(mark.note[:LONGEST_NOTE]),
                number,
            )
            for number, mark in marks.items()
            if mark
        ),
    )
