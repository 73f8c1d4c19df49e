"""What a right click on a value offers: to filter for it, to filter it out, to copy its path."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from debugger.payload.text import elided, visible
from debugger.query.paths import spelled
from debugger.query.writing import path_at, term_at, value_term
from debugger.session.rows import Row
from debugger.window.models.row_text import Column, clock

Wanted = Callable[[str, bool], object]
"""Takes a term, and whether what it finds is to be left out."""

_LONGEST = 48
"""Characters of a term in a menu."""


def offer(menu: QMenu, term: str, wanted: Wanted) -> None:
    """Adds both filters by a term to a menu."""
    shown = elided(visible(term), _LONGEST).replace("&", "&&")
    menu.addAction(f"Filter for {shown}", partial(wanted, term, False))  # noqa: FBT003
    menu.addAction(f"Filter out {shown}", partial(wanted, term, True))  # noqa: FBT003


def offer_value(menu: QMenu, document: object, pointer: str, wanted: Wanted) -> None:
    """Adds the filters by the value at a JSON Pointer, where there is one."""
    term = term_at(document, pointer)
    if term is not None:
        offer(menu, term, wanted)


def offer_column(
    menu: QMenu, document: object, pointer: str, wanted: Callable[[object], object]
) -> None:
    """Adds that the values at a path become a column of the list."""
    path = path_at(document, pointer)
    if path is not None:
        menu.addAction("Add as a column", partial(wanted, path))


def offer_path(menu: QMenu, pointer: str) -> None:
    """Adds the copying of a JSON Pointer."""
    menu.addAction("Copy path", lambda: QGuiApplication.clipboard().setText(pointer))


def offer_spelling(menu: QMenu, document: object, pointer: str) -> None:
    """Adds the copying of the path at a JSON Pointer as a filter and a column have it, where there is one."""
    path = path_at(document, pointer)
    if path is not None:
        copy = QGuiApplication.clipboard().setText
        menu.addAction("Copy path for a filter", partial(copy, spelled(path)))


def term_of_cell(row: Row, column: int) -> str | None:
    """The term that finds what a cell of the list shows; None where it shows nothing to look for."""
    severity = next(
        (
            word
            for word, count in (
                ("error", row.errors),
                ("warning", row.warnings),
                ("advice", row.advice),
            )
            if count
        ),
        "none",
    )
    found = {
        Column.NUMBER: ("number", str(row.number)),
        Column.TIME: ("after", clock(row.received_at)),
        Column.TYPE: ("type", row.type),
        Column.EVENT: ("event", row.name),
        Column.USER: ("user", row.user_id) if row.user_id else ("anonymous", row.anonymous_id),
        Column.SOURCE: ("source", row.source),
        Column.FINDINGS: ("severity", severity),
    }.get(Column(column))
    return value_term(found[0], found[1]) if found and found[1] else None
