"""The menu of what a call can be copied as: code that makes it again, or a report of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from debugger import export
from debugger.window.panels.format_choice import CODE, title

_OFFERED = (*CODE, "markdown", "har")


class CopyAsMenu(QMenu):
    """Offers the formats that are good for a single call."""

    chosen = Signal(str)
    """The name of a format."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Copy as", parent)
        self.setAccessibleName("Copy the call as")
        for name in _OFFERED:
            found = export.formats()[name]
            action = self.addAction(title(found))
            action.setStatusTip(found.title)
            action.setData(name)
        self.triggered.connect(lambda action: self.chosen.emit(action.data()))
