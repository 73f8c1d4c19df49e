"""What a right click on a value offers: to filter for it, to filter it out, to copy its path."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from debugger.payload.text import elided, visible
from debugger.query.paths import spelled
from debugger.query.writing import path_at, term_at
from debugger.window.models.cells import Cell

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


def offer_place(  # noqa: PLR0913 - what is offered, and to whom
    menu: QMenu,
    document: object,
    pointer: str,
    *,
    filter_wanted: Wanted,
    column_wanted: Callable[[object], object],
    value: str | None = None,
) -> None:
    """Adds all that can be done with the value at a JSON Pointer; `value` is what is copied of it."""
    offer_value(menu, document, pointer, filter_wanted)
    offer_column(menu, document, pointer, column_wanted)
    menu.addSeparator()
    if value is not None:
        menu.addAction("Copy value", partial(QGuiApplication.clipboard().setText, value))
    offer_path(menu, pointer)
    offer_spelling(menu, document, pointer)


def offer_path(menu: QMenu, pointer: str) -> None:
    """Adds the copying of a JSON Pointer."""
    menu.addAction("Copy path", lambda: QGuiApplication.clipboard().setText(pointer))


def offer_spelling(menu: QMenu, document: object, pointer: str) -> None:
    """Adds the copying of the path at a JSON Pointer as a filter and a column have it, where there is one."""
    path = path_at(document, pointer)
    if path is not None:
        copy = QGuiApplication.clipboard().setText
        menu.addAction("Copy path for a filter", partial(copy, spelled(path)))


def offer_cell(menu: QMenu, cell: Cell, wanted: Wanted) -> None:
    """Adds what can be done with what a cell of the list shows."""
    copy = QGuiApplication.clipboard().setText
    if cell.term is not None:
        offer(menu, cell.term, wanted)
    if cell.value:
        menu.addAction("Copy value", partial(copy, cell.value))
    if cell.pointer:
        offer_path(menu, cell.pointer)
    menu.addAction("Copy path for a filter", partial(copy, cell.spelling))
