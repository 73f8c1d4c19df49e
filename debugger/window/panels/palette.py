"""The command palette: a line to type into, and below it everything that can be done or gone to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from debugger.query.completing import Vocabulary
from debugger.window.looks.appearance import GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.palette_rows import Entry, PaletteRows
from debugger.window.widgets.palette_delegate import PaletteDelegate

_WIDTH, _HEIGHT = 620, 440
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class Palette(QDialog):
    """Closes with what was chosen; the keys that move in the list work while typing."""

    def __init__(
        self,
        entries: Iterable[Entry],
        of_session: Callable[[Vocabulary], Iterable[Entry]],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._of_session = of_session
        self._learned = False
        self.setWindowTitle("Command palette")
        self.rows = PaletteRows(self)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("What to do, an event's name, or a session")
        self.line.setAccessibleName("Command palette: what to do, an event's name, or a session")
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self.look_for)
        self.line.installEventFilter(self)
        self.list = QListView(self)
        self.line.returnPressed.connect(lambda: self._choose(self.list.currentIndex()))
        self.list.setObjectName("palette")
        self.list.setAccessibleName("What fits")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(theme, self.list))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._nothing = QLabel("Nothing fits. Fewer letters find more.", self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("tone", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        give_room(self, usual=(_WIDTH, _HEIGHT))
        self.offer(entries)

    def offer(self, entries: Iterable[Entry]) -> None:
        """Offers more; what is typed and what is current stay."""
        row = self.list.currentIndex().row()
        self.rows.offer(entries)
        self._show(max(0, row))

    def learn(self, known: Vocabulary) -> None:
        """Offers what the session has as well, once."""
        if not self._learned:
            self._learned = True
            self.offer(self._of_session(known))

    def look_for(self, typed: str) -> None:
        """Shows what fits what is typed."""
        self.rows.look_for(typed)
        self._show(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list from the line."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _MOVES
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, row: int) -> None:
        there = bool(self.rows.shown)
        self.list.setVisible(there)
        self._nothing.setVisible(not there)
        self.list.setCurrentIndex(self.rows.index(row, 0) if there else QModelIndex())

    def _choose(self, index: QModelIndex) -> None:
        """Closes first, so that what was chosen finds the window as it was."""
        if index.isValid() and self.rows.shown[index.row()].enabled:
            entry = self.rows.shown[index.row()]
            self.accept()
            entry.choose()
