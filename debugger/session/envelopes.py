"""What the messages of a stretch inherit from their batches: Go's and Java's SDKs put the context there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from debugger.payload.parse import parse
from debugger.session.columns import ALONE, envelope_from
from debugger.session.rejudging import envelope_members

_OF_STRETCH = (
    "SELECT id, envelope FROM requests WHERE envelope <> :alone "
    "AND id BETWEEN (SELECT request_id FROM events WHERE number = :first) "
    "AND (SELECT request_id FROM events WHERE number = :last)"
)


class Inherited:
    """The fields of the envelopes of a stretch, by the number of their request."""

    def __init__(self) -> None:
        self.by_request: dict[int, Mapping[str, object]] = {}
        self.names: set[str] = set()
        """The fields that somebody asks about."""

    @property
    def requests(self) -> str:
        """Their numbers as a JSON list."""
        return json.dumps(list(self.by_request))

    def load(self, connection: sqlite3.Connection, first: int, last: int) -> None:
        """Reads those of the events from `first` to `last`."""
        self.by_request.clear()
        if not self.names:
            return
        values = {"alone": ALONE, "first": first, "last": last}
        for number, envelope in connection.execute(_OF_STRETCH, values):
            inherited = {
                name: value
                for each in self.names
                for name, value in inherited_from(envelope, each).items()
            }
            if inherited:
                self.by_request[number] = inherited


@lru_cache(maxsize=64)
def inherited_from(envelope: bytes, name: str | int) -> Mapping[str, object]:
    """The field of that name that an envelope, as the file has it, says for all messages; empty without one.

    Raises `ValueError` where we cannot have written it.
    """
    if (
        str(name).encode() not in envelope and b"\\" not in envelope
    ):  # a name may be written with escapes
        return {}
    members = envelope_members(envelope_from(envelope))
    return {str(name): parse(members[str(name)]).value} if name in members else {}
