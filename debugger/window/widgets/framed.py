"""Lays a dialog out that shows one thing above another: a head and a foot set off by lines, and halves between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from debugger.window.looks.appearance import EDGE, GRID


def frame(dialog: QDialog, head: QWidget, middle: QWidget, foot: Sequence[QWidget]) -> None:
    """Puts the parts one below the other; the first of the foot takes its room, and Close is the last."""
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(head)
    whole.addWidget(_rule())
    whole.addWidget(middle, 1)
    whole.addWidget(_rule())
    close = QPushButton("Close", dialog)
    close.setAutoDefault(False)
    close.clicked.connect(dialog.close)
    row = QHBoxLayout()
    row.setContentsMargins(EDGE, 3 * GRID, EDGE, 3 * GRID)
    row.setSpacing(2 * GRID)
    for part in (*foot, close):
        row.addWidget(part, 1 if part is foot[0] else 0)
    whole.addLayout(row)


def halves(
    above: QWidget, head: QWidget, below: QWidget, heights: tuple[int, int], parent: QWidget
) -> QSplitter:
    """What is looked through, and below it, under a head, what is chosen of it; `heights` in pixels, at first."""
    lower = QWidget(parent)
    column = QVBoxLayout(lower)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(below, 1)
    split = QSplitter(Qt.Orientation.Vertical, parent)
    split.setChildrenCollapsible(False)
    split.addWidget(above)
    split.addWidget(lower)
    split.setSizes(list(heights))
    return split


def _rule() -> QFrame:
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made
