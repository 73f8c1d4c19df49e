"""How much of the screen a window takes: what its text needs in the size in force, and no more than there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHeaderView, QWidget

from debugger.window.looks.scale import SCALE

_TITLE = 36
"""Pixels of height that the desktop's own title bar may take, which is not known before a window is shown."""
_LEAST = "least-size"
"""The property that keeps the size in pixels that is least at the ordinary size of text."""
_GROWS = "columns-grow"
"""The property of a header whose columns grow with their text."""

Number = TypeVar("Number", bound=int)
"""Of a column, also by its name in an enumeration."""


def give_room(
    window: QWidget, least: tuple[int, int] = (0, 0), usual: tuple[int, int] | None = None
) -> None:
    """Sets the least size of a window, and the size it opens with, in pixels at the ordinary size of text.

    0 leaves a width or a height to what is in the window.
    """
    window.setProperty(_LEAST, QSize(*least))
    keep_room(window)
    if usual is not None:
        window.resize(_in_force(window, QSize(*usual)))


def keep_room(window: QWidget) -> None:
    """Sets the least size of a window anew, once text has another size; others are left as they are."""
    least = window.property(_LEAST)
    if isinstance(least, QSize):
        window.setMinimumSize(_in_force(window, least))


def give_columns(header: QHeaderView, widths: Mapping[Number, int]) -> None:
    """Sets the widths of columns, in pixels at the ordinary size of text; from then on they grow with it."""
    header.setProperty(_GROWS, 1)
    for column, width in widths.items():
        header.resizeSection(column, SCALE.pixels(width))


def keep_columns(header: QWidget, ratio: float) -> None:
    """Gives the columns of such a header the same share of what they had, once text has another size."""
    if isinstance(header, QHeaderView) and header.property(_GROWS):
        for column in range(header.count()):
            hidden = header.isSectionHidden(column)
            header.showSection(column)  # a hidden one does not tell its width
            header.resizeSection(column, round(header.sectionSize(column) * ratio))
            if hidden:
                header.hideSection(column)


def fit_on_screen(window: QWidget) -> None:
    """Makes a window that was never sized by the person as large as the screen at most."""
    room = window.screen().availableSize() - QSize(0, _TITLE)
    window.resize(window.size().boundedTo(room))


def _in_force(window: QWidget, size: QSize) -> QSize:
    wanted = QSize(SCALE.pixels(size.width()), SCALE.pixels(size.height()))
    return wanted.boundedTo(window.screen().availableSize())
