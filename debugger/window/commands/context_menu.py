"""The menu of what has the keyboard, for keyboards and systems that have no key of their own for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication


def open_context_menu() -> None:
    """Asks the widget that has the keyboard for the menu of its cursor's place, as Qt does for the Menu key."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    cursor = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle))
    place = cursor.center().toPoint()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard,
        place,
        widget.mapToGlobal(place),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, asked)
