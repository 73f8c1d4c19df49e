"""Asks which of the sessions to open that a crash left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.session.folder import Unfinished
from debugger.window import notices
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label


class UnfinishedDialog(QDialog):
    """The sessions, newest first, or plain words that there is none; looked for while it is open."""

    chosen = Signal(object)
    """The `Unfinished` to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: Sequence[Unfinished] = ()
        self.setWindowTitle("Open unfinished session")
        give_room(self, (440, 0))
        self.said = label("Looking for sessions…", tone="muted")
        self.said.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("sessions")
        self.list.setAccessibleName("Unfinished sessions")
        self.list.hide()
        self.list.itemActivated.connect(self._open)
        self._close = QPushButton("Close", self)
        self._close.clicked.connect(self.reject)
        self._opens = QPushButton("Open", self)
        self._opens.hide()
        self._opens.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(foot(self._opens, self._close))

    def show_left(self, left: Sequence[Unfinished]) -> None:
        """Shows what was found."""
        self._left = left
        self.said.setText(_words(len(left)))
        self.list.addItems([f"{notices.began(each)}   {notices.calls(each)}" for each in left])
        self.list.setCurrentRow(0)
        for part in (self.list, self._opens):
            part.setVisible(bool(left))
        if left:
            self.list.setFocus()
            self.adjustSize()

    def _open(self, _item: QListWidgetItem | bool) -> None:  # noqa: FBT001 - what Qt's signals give
        self.accept()
        self.chosen.emit(self._left[self.list.currentRow()])


def _words(count: int) -> str:
    if not count:
        return "There is no unfinished session: every one was ended in order."
    sessions = "This session was" if count == 1 else "These sessions were"
    return (
        f"{sessions} left when Track Debugger ended unexpectedly. "
        "What comes after opening one is added to it."
    )
