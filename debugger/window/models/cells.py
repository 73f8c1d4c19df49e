"""What a cell of the list stands for: the term that finds it, its value, and where that stands in the payload."""

from __future__ import annotations

from dataclasses import dataclass

from debugger.events import NAMED_BY_NAME
from debugger.payload import pointer
from debugger.query.tree import ANY, Path
from debugger.query.writing import path_name, value_term
from debugger.session.rows import Row
from debugger.window.models.row_text import Column, clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of one row."""

    term: str | None
    """What a filter finds it by."""
    value: str
    """Whole, where the row has it whole."""
    spelling: str
    """How a filter names what stands here: `event`, `properties.revenue`."""
    pointer: str = ""
    """The JSON Pointer of the value; empty where it is none of the payload, or in any element of an array."""
    path: Path | None = None
    """What its column shows, where the person made it one."""


def cell_of(row: Row, column: Column) -> Cell | None:
    """The cell of a row in a column that every session has; None where it shows nothing to look for."""
    by_name = row.type not in NAMED_BY_NAME
    user = ("user", row.user_id, "/userId") if row.user_id else (
        "anonymous", row.anonymous_id, "/anonymousId",
    )  # fmt: skip
    found: tuple[str, str | None, str] | None = {
        Column.NUMBER: ("number", str(row.number), ""),
        Column.TIME: ("after", clock(row.received_at), ""),
        Column.TYPE: ("type", row.type, "/type"),
        Column.EVENT: ("event", row.name, "/event" if by_name else "/name"),
        Column.USER: user,
        Column.SOURCE: ("source", row.source, ""),
        Column.FINDINGS: ("severity", _severity(row), ""),
    }.get(column)
    name, value, place = found or ("", None, "")
    if not value:
        return None
    return Cell(term=value_term(name, value), value=value, spelling=name, pointer=place)


def cell_at(path: Path, term: str | None, text: str) -> Cell:
    """The cell that shows what stands at a path."""
    place = "" if ANY in path else pointer.join(pointer.ROOT, *path)
    return Cell(term=term, value=text, spelling=path_name(path), pointer=place, path=path)


def _severity(row: Row) -> str:
    counts = (("error", row.errors), ("warning", row.warnings), ("advice", row.advice))
    return next((word for word, count in counts if count), "none")
