"""A box for a whole number, whose digits stand as far from its edge as the text of every other field."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from debugger.window.looks.appearance import GRID


def number_box(name: str, *, least: int, most: int, value: int, parent: QWidget) -> QSpinBox:
    """`name` is what a screen reader calls it."""
    box = QSpinBox(parent)
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setGroupSeparatorShown(True)
    box.setValue(value)
    box.lineEdit().setTextMargins(2 * GRID, 0, 0, 0)  # a style sheet does not move them
    return box
