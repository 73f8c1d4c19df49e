"""What the person put on the call that is shown: star, colour and note, in one line or a few."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from debugger.payload.text import elided, visible
from debugger.session.marks import NO_MARK, Mark
from debugger.window.looks.appearance import GRID
from debugger.window.looks.icons import icon
from debugger.window.looks.theme import Theme, mixed
from debugger.window.widgets.chip import Chip
from debugger.window.widgets.labels import label

_LONGEST = 400
"""Characters of a note that are shown above the payload; the dialog has all."""


class MarkLine(QWidget):
    """Hidden where there is nothing."""

    edit_wanted = Signal()
    """The note is to be edited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = NO_MARK
        self.star = Chip()
        self.colour = Chip()
        self.note = label()
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._edit = QToolButton(self)
        self._edit.setProperty("kind", "flat")
        self._edit.setAccessibleName("Edit the note")
        self._edit.setToolTip("Edit the note (N)")
        self._edit.clicked.connect(self.edit_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.star, 0, top)
        row.addWidget(self.colour, 0, top)
        row.addWidget(self._edit, 0, top)
        row.addWidget(self.note, 1)
        self.show_mark(NO_MARK)

    def show_mark(self, mark: Mark) -> None:
        """Shows another mark."""
        self._mark = mark
        self.setVisible(bool(mark))
        self.star.setVisible(mark.starred)
        self.colour.setVisible(mark.colour is not None)
        self._edit.setVisible(bool(mark.note))
        self.note.setText(note_text(mark.note, _LONGEST))
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self._paint(self.star, "Starred", "star-filled", theme.marks["yellow"])
        if self._mark.colour is not None:
            name = self._mark.colour.value
            self._paint(self.colour, name.capitalize(), "dot", theme.marks[name])
        self._edit.setIcon(icon("sticky-note", theme.muted))

    def _paint(self, chip: Chip, words: str, picture: str, colour: str) -> None:
        ground = mixed(self._theme.background, colour, 0.06)
        chip.say(words, icon_name=picture, colour=colour, ground=ground)


def note_text(note: str, most: int) -> str:
    """A note as plain text of lines, at most so many characters of it."""
    return "\n".join(map(visible, elided(note, most).split("\n")))
