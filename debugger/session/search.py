"""Finds text in a session, newest first, a stretch of events at a time so that the first hits show at once."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Generator, Mapping

from debugger.events import Source
from debugger.payload.text import storable
from debugger.session.rows import ShownSource, versions

CHUNK = 4096
"""Events looked through in one step."""

# LIKE takes upper and lower case of ASCII letters, and of no others, for the same. For a BLOB it answers
# nothing at all, and it ends at NUL: a payload with a NUL in it is no JSON, so it has a problem, and is
# looked through by `instr`, which counts bytes but takes three times as long.
_HOLDS = "{column} LIKE :needle ESCAPE '\\'"
_TEXT = "CAST(payloads.payload AS TEXT)"
_PAYLOAD_HOLDS = f"{_TEXT} LIKE :pattern{{index}} ESCAPE '\\'"
_BROKEN_HOLDS = (
    "(events.problem <> '' OR :pattern{index} IS NULL) "
    f"AND instr(lower({_TEXT}), :spelling{{index}})"
)
_LONGEST_PATTERN = 50_000
"""Bytes; SQLite refuses longer ones."""
_SUMMARY = (
    "events.type",
    "events.name",
    "events.user_id",
    "events.anonymous_id",
    "events.message_id",
    "events.problem",
)


def chunks(  # noqa: PLR0913 - what a search is made of
    connection: sqlite3.Connection,
    needle: str,
    first: int,
    last: int,
    sources: Mapping[int, ShownSource],
    *,
    of: Source | None = None,
) -> Generator[tuple[array[int], float], None, None]:
    """Hits among the events from `first` to `last`, newest first, with the part that is done (0 to 1).

    With `of`, only what was sent with its write key by its library, in whatever version.
    """
    lowered = lower(storable(needle))
    named = [number for number, source in sources.items() if lowered in lower(source.label)]
    spelled = spellings(needle)
    query = _query(len(spelled), of=of is not None)
    values = {
        "of": json.dumps(versions(of, sources) if of else []),
        "needle": _pattern(lowered),
        "sources": json.dumps(named),
        **{f"spelling{index}": spelling for index, spelling in enumerate(spelled)},
        **{f"pattern{index}": _pattern(spelling) for index, spelling in enumerate(spelled)},
    }
    end = max(last, first - 1)
    while end >= first:
        start = max(first, end - CHUNK + 1)
        found = connection.execute(query, {**values, "first": start, "last": end}).fetchall()
        yield array("q", (number for (number,) in found)), (last - start + 1) / (last - first + 1)
        end = start - 1


def spellings(needle: str) -> list[str]:
    r"""The ways JSON may write `needle` inside a string, lowered: as it is, `\"` and `\\`, `\u00e9`, `\/`."""
    escaped = (json.dumps(needle, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True))
    plain = [needle, *escaped]
    with_slashes = [spelling.replace("/", "\\/") for spelling in plain[1:]]
    return list(
        dict.fromkeys(lower(each) for each in (*plain, *with_slashes) if storable(each) == each)
    )


def lower(text: str) -> str:
    """`text` with ASCII letters, and no others, in lower case: what SQLite does."""
    return text.encode().lower().decode()


def _pattern(text: str) -> str | None:
    """What LIKE takes for `text`; NULL, which is like nothing, where LIKE cannot: then `instr` looks."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"%{escaped}%"
    return None if "\0" in text or len(pattern.encode()) > _LONGEST_PATTERN else pattern


def _query(spelled: int, *, of: bool) -> str:
    summary = (_HOLDS.format(column=column) for column in _SUMMARY)
    payload = (
        way.format(index=index)
        for index in range(spelled)
        for way in (_PAYLOAD_HOLDS, _BROKEN_HOLDS)
    )
    conditions = " OR ".join((*summary, *payload))
    narrowed = "source_id IN (SELECT value FROM json_each(:of)) AND " if of else ""
    return (
        "SELECT number FROM events JOIN payloads USING (number) "  # noqa: S608 - no captured text
        f"WHERE number BETWEEN :first AND :last AND {narrowed}"
        f"(source_id IN (SELECT value FROM json_each(:sources)) OR {conditions}) "
        "ORDER BY number DESC"
    )
