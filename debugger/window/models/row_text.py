"""What a row of the list says: its columns as text, and the sentence that a screen reader speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, IntEnum
from html import escape

from debugger.events import CallType, Transport
from debugger.findings import Verdict
from debugger.payload.text import elided, visible
from debugger.session.rows import Row

MOST_CHARACTERS = 200
"""Of a captured text in a cell: a megabyte in one costs half a second a paint."""


class Column(IntEnum):
    """The list's columns, from the left."""

    NUMBER = 0
    MARKS = 1
    TIME = 2
    DELTA = 3
    TYPE = 4
    EVENT = 5
    USER = 6
    SOURCE = 7
    FINDINGS = 8


TITLES = ("#", "", "Time", "Δ", "Type", "Event", "User", "Source", "Findings")


class Tone(Enum):
    """How the event's cell is written: as captured, in muted text, or as a fault."""

    PLAIN = "plain"
    MUTED = "muted"
    FAULT = "fault"


class Batch(Enum):
    """Where a row stands in the batch it came in, as far as its neighbours in the list show."""

    ALONE = "alone"
    FIRST = "first"
    INNER = "inner"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row ready to be painted."""

    row: Row
    texts: tuple[str, ...]
    """One text a column; those of marks and findings are empty: they are painted as icons."""
    tone: Tone
    anonymous: bool
    batch: Batch


def line(row: Row, previous: Row | None, following: Row | None) -> Line:
    """The row as the list shows it between its neighbours in the list."""
    event, tone = event_text(row)
    texts = (
        f"{row.number:,}",
        "",
        clock(row.received_at),
        "" if previous is None else delta(row.received_at - previous.received_at),
        _captured(row.type) or "—",
        event,
        user_text(row),
        _captured(row.source) or "—",
        "",
    )
    return Line(
        row=row,
        texts=texts,
        tone=tone,
        anonymous=not row.user_id,
        batch=_batch(row, previous, following),
    )


def clock(received_at: int) -> str:
    """Microseconds since 1970 UTC as the local time of day, to the millisecond: `12:04:01.249`."""
    local = datetime.fromtimestamp(received_at / 1_000_000, tz=UTC).astimezone()
    return local.strftime("%H:%M:%S.") + f"{local.microsecond // 1000:03d}"


def delta(microseconds: int) -> str:
    """The time since the row above, in a unit that fits: `+53 ms`, `+1.20 s`, `+3 m 05 s`, `+2 h 14 m`."""
    sign = "+" if microseconds >= 0 else "-"
    seconds = abs(microseconds) / 1_000_000
    if seconds < 0.9995:
        return f"{sign}{seconds * 1000:.0f} ms"
    if seconds < 9.995:
        return f"{sign}{seconds:.2f} s"
    if seconds < 59.95:
        return f"{sign}{seconds:.1f} s"
    minutes = round(seconds) // 60
    if minutes < 60:
        return f"{sign}{minutes} m {round(seconds) % 60:02d} s"
    if minutes < 24 * 60:
        return f"{sign}{minutes // 60} h {minutes % 60:02d} m"
    return f"{sign}{minutes // 1440} d {minutes // 60 % 24} h"


def event_text(row: Row) -> tuple[str, Tone]:
    """What stands in the event's cell, and how: the name, or plainly why there is none."""
    if row.problem:
        return _problem_text(row.problem), Tone.FAULT
    if row.name:
        return _captured(row.name), Tone.PLAIN
    if row.type == CallType.TRACK:
        return ("(no event name)" if row.name is None else "(empty event name)"), Tone.FAULT
    if row.type in {CallType.PAGE, CallType.SCREEN}:
        return f"(unnamed {row.type})", Tone.MUTED
    return "—", Tone.MUTED


def user_text(row: Row) -> str:
    """The user's id, else the beginning of the anonymous one: `anon 23ad…`."""
    if row.user_id:
        return _captured(row.user_id)
    if not row.anonymous_id:
        return "—"
    shown = _captured(row.anonymous_id)
    return f"anon {shown}" if len(shown) <= 8 else f"anon {shown[:4]}…"


def sentence(shown: Line) -> str:
    """The whole row in words, for a screen reader."""
    row, event = shown.row, shown.texts[Column.EVENT].strip("()—")
    parts = [shown.texts[Column.TIME], f"{_captured(row.type)} {event}".strip()]
    if row.user_id:
        parts.append(f"user {_captured(row.user_id)}")
    elif row.anonymous_id:
        parts.append("anonymous user")
    if row.source:
        parts.append(f"from {_captured(row.source)}")
    if row.position is not None:
        parts.append(f"place {row.position + 1} in its batch")
    parts.append(findings_words(row))
    if row.verdict is Verdict.DROPPED:
        parts.append("Segment would drop it")
    if row.verdict is Verdict.REJECTED:
        parts.append("Segment would reject it")
    if row.transport is Transport.MIRROR:
        parts.append("mirrored")
    if row.answer:
        parts.append(row.answer)
    parts += mark_words(row)
    return ", ".join(parts)


def answer_word(answer: str) -> str:
    """A simulated answer in a word or two: the status, or what went wrong with it."""
    if answer[:3].isdecimal():
        return answer[:3]
    return "no answer" if answer.startswith("connection") else "cut short"


def mark_words(row: Row) -> list[str]:
    """What the person put on it: `starred`, `red`, `note: fires twice`."""
    mark = row.mark
    return [
        *(["starred"] if mark.starred else []),
        *([mark.colour.value] if mark.colour else []),
        *([f"note: {_captured(mark.note)}"] if mark.note else []),
    ]


def marks_tip(row: Row) -> str:
    """The marks as a tooltip, which Qt would take for HTML: escaped, lines kept."""
    mark = row.mark
    named = [
        *(["Starred"] if mark.starred else []),
        *([mark.colour.capitalize()] if mark.colour else []),
    ]
    note = "\n".join(map(visible, elided(mark.note, 1000).split("\n")))
    return plain_tip("\n".join(each for each in (" · ".join(named), note) if each))


def plain_tip(text: str) -> str:
    """A text as a tooltip, which Qt would take for HTML."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


def findings_words(row: Row) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    counted = [
        f"{count} {word if count == 1 or word == 'advice' else word + 's'}"
        for count, word in (
            (row.errors, "error"),
            (row.warnings, "warning"),
            (row.advice, "advice"),
        )
        if count
    ]
    return ", ".join(counted) or "no findings"


def _captured(text: str) -> str:
    return elided(visible(text[: MOST_CHARACTERS + 1]), MOST_CHARACTERS)


def _problem_text(problem: str) -> str:
    place = re.search(r"\((line \d+, column \d+)\)$", problem)
    return f"(not JSON: {place[1]})" if place else f"({_captured(problem)})"


def _batch(row: Row, previous: Row | None, following: Row | None) -> Batch:
    above = previous is not None and previous.request_id == row.request_id
    below = following is not None and following.request_id == row.request_id
    if above:
        return Batch.INNER if below else Batch.LAST
    return Batch.FIRST if below else Batch.ALONE
