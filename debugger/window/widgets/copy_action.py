"""The entry that copies, in the menu of a table whose copy key does so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def copying(parent: QWidget, copy: Callable[[], object]) -> QAction:
    """Shows the key beside its words; the key itself is the widget's."""
    native = QKeySequence.SequenceFormat.NativeText
    key = QKeySequence(QKeySequence.StandardKey.Copy).toString(native)
    action = QAction(f"Copy\t{key}", parent)
    action.triggered.connect(lambda _checked: copy())
    return action
