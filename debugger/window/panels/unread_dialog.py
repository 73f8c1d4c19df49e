"""Lists the places of imported files that did not become calls, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from debugger.payload.text import visible
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.labels import label


class UnreadDialog(QDialog):
    """A text that can be selected and copied."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Not imported")
        give_room(self, usual=(620, 360))
        said = label("All else is in this session. The files are as they were.", tone="muted")
        said.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("unread")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Places that were not imported")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText("\n".join(map(visible, lines)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addWidget(said)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
