"""Asks for a note on one call or on several: plain text of any number of lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.session.marks import LONGEST_NOTE
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label


class NoteDialog(QDialog):
    """The note as it is, to be written on; empty text takes it away."""

    written = Signal(str)
    """What the note is to be."""

    def __init__(
        self, numbers: Sequence[int], notes: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        one = numbers[0] if len(numbers) == 1 else None
        about = f"call {one:,}" if one is not None else f"{len(numbers):,} calls"
        self.setWindowTitle(f"Note on {about}")
        give_room(self, usual=(460, 260))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("note")
        self.text.setAccessibleName(f"Note on {about}")
        self.text.setTabChangesFocus(True)
        differ = len(notes) > 1
        self.text.setPlaceholderText(
            "These calls have several notes; what you write here takes their place."
            if differ
            else "What you want to remember or tell others about it"
        )
        self.text.setPlainText("" if differ else next(iter(notes), ""))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.said = label("Kept in the session, and written into exports.", tone="muted")
        self.said.setWordWrap(True)
        self._save = QPushButton("Save", self)
        self._save.setToolTip("Save the note (Ctrl+Return)")
        self._save.clicked.connect(self.accept)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addWidget(self.text, 1)
        column.addLayout(foot(self._save, cancel, beside=[self.said]))
        self.text.textChanged.connect(self._count)
        self.text.setFocus()

    def accept(self) -> None:
        """Hands the note over."""
        self.written.emit(self.text.toPlainText().strip())
        super().accept()

    def _count(self) -> None:
        over = len(self.text.toPlainText().strip()) - LONGEST_NOTE
        self._save.setEnabled(over <= 0)
        if over > 0:
            self.said.setText(
                f"{over:,} characters more than the {LONGEST_NOTE:,} that a note may have."
            )
        else:
            self.said.setText("Kept in the session, and written into exports.")
