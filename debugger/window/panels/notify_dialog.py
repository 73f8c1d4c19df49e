"""Asks what the person wants to be told of while they look at something else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QVBoxLayout, QWidget

from debugger.errors import FilterError
from debugger.query import parse
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.notifying import Wish
from debugger.window.widgets.filter_line import FilterLine
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label


class NotifyDialog(QDialog):
    """A message, a sound, and a filter of its own for both."""

    chosen = Signal(object)
    """The `Wish`."""

    def __init__(self, wish: Wish, *, shows_messages: bool, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Notify")
        give_room(self, (460, 0))
        self.message = QCheckBox("Show a &message on the desktop", self)
        self.message.setChecked(wish.message)
        self.sound = QCheckBox("Play the system's &sound", self)
        self.sound.setChecked(wish.sound)
        self.filter = FilterLine(theme, self)
        self.filter.setAccessibleName("Filter of the calls to be told of")
        self.filter.setText(wish.filter)
        self.filter.textChanged.connect(self._check)
        self.wrong = label(tone="error")
        self.wrong.setWordWrap(True)
        self.save = QPushButton("Save", self)
        self.save.clicked.connect(self.accept)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addWidget(label("When a call arrives that this finds:"))
        column.addWidget(self.filter)
        column.addWidget(self.wrong)
        for box in (self.message, self.sound):
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_note(shows_messages=shows_messages))
        column.addSpacing(2 * GRID)
        column.addLayout(foot(self.save, cancel))
        self._check()

    def accept(self) -> None:
        """Hands the wish over."""
        self.chosen.emit(
            Wish(
                message=self.message.isChecked(),
                sound=self.sound.isChecked(),
                filter=self.filter.text().strip(),
            )
        )
        super().accept()

    def _check(self) -> None:
        wrong: FilterError | None = None
        try:
            parse(self.filter.text())
        except FilterError as error:
            wrong = error
        self.filter.show_mistake(wrong)
        self.wrong.setText(f"{wrong.message} {wrong.remedy}".strip() if wrong else "")
        self.wrong.setVisible(wrong is not None)
        self.save.setEnabled(wrong is None)


def _note(*, shows_messages: bool) -> QWidget:
    made = label(
        "Messages come only while another window has the keyboard, at most one in three seconds."
        if shows_messages
        else "This desktop takes no messages from programs: the window's entry in the task bar is marked instead.",
        tone="muted",
    )
    made.setWordWrap(True)
    return made
