"""What a person calls a source, and the colour they gave it; kept in the session beside what was received."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from debugger.payload.text import storable

LONGEST_NAME = 100
"""Characters."""


class SourceLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The name and the colour of all that sends with one write key by one library."""

    write_key: str
    library: str
    name: str = ""
    colour: str = ""
    """One of `debugger.sources.colours.COLOURS`; empty for none, as an empty name is."""


def put(connection: sqlite3.Connection, labels: Iterable[SourceLabel]) -> None:
    """Gives sources these names and colours in place of what they had, inside the caller's transaction."""
    for label in labels:
        write_key, library = storable(label.write_key), storable(label.library)
        connection.execute(
            "DELETE FROM source_labels WHERE write_key = ? AND library = ?", (write_key, library)
        )
        if label.name or label.colour:
            name = storable(label.name[:LONGEST_NAME])
            connection.execute(
                "INSERT INTO source_labels VALUES (?, ?, ?, ?)",
                (write_key, library, name, storable(label.colour)),
            )


def read(connection: sqlite3.Connection) -> list[SourceLabel]:
    """The names and colours that the person gave."""
    found = connection.execute("SELECT write_key, library, name, colour FROM source_labels")
    return [
        SourceLabel(write_key=write_key, library=library, name=name, colour=colour)
        for write_key, library, name, colour in found.fetchall()
    ]
