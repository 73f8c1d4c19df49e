"""What one source sent, counted over a whole session: by type, by what was found, and by how it was answered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from debugger.events import CallType
from debugger.session.rows import Counts

NOTHING = Counts()

_MOST_ANSWERS = 20

_TYPES = json.dumps([call_type.value for call_type in CallType])
_BY_TYPE = (
    "SELECT CASE WHEN type IN (SELECT value FROM json_each(:types)) THEN type ELSE '' END AS of_type, "
    "count(*), count(*) FILTER (WHERE errors > 0), count(*) FILTER (WHERE warnings > 0), "
    "count(*) FILTER (WHERE advice > 0), count(*) FILTER (WHERE verdict = 'dropped'), "
    "count(*) FILTER (WHERE verdict = 'rejected'), coalesce(sum(silenced), 0) FROM events "
    "WHERE source_id IN (SELECT value FROM json_each(:sources)) GROUP BY of_type ORDER BY count(*) DESC"
)
_ANSWERS = (
    "SELECT answer, count(*) FROM requests CROSS JOIN events "
    "ON number BETWEEN first_event AND first_event + messages - 1 WHERE answer <> '' "
    "AND source_id IN (SELECT value FROM json_each(:sources)) GROUP BY answer ORDER BY count(*) DESC LIMIT :most"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """The counts of one source."""

    types: tuple[tuple[str, int], ...] = ()
    """Calls by type, the most first; the empty type stands for all that is none of Segment's six."""
    counts: Counts = NOTHING
    answers: tuple[tuple[str, int], ...] = ()
    """Calls by the simulated fault that they were answered with; those answered as usual are left out."""


def particulars(connection: sqlite3.Connection, sources: Sequence[int]) -> Particulars:
    """The counts of the events that one of these rows of `sources` sent."""
    values = {"types": _TYPES, "sources": json.dumps(list(sources)), "most": _MOST_ANSWERS}
    types: list[tuple[str, int]] = []
    counts = NOTHING
    for (
        of_type,
        events,
        errors,
        warnings,
        advice,
        dropped,
        rejected,
        silenced,
    ) in connection.execute(_BY_TYPE, values):
        types.append((of_type, events))
        counts += Counts(
            events=events,
            errors=errors,
            warnings=warnings,
            advice=advice,
            dropped=dropped,
            rejected=rejected,
            silenced=silenced,
        )
    answers = tuple(connection.execute(_ANSWERS, values).fetchall())
    return Particulars(types=tuple(types), counts=counts, answers=answers)
