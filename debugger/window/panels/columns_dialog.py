"""The list's columns one below the other: to show, hide, move, size, add and take away by the keyboard as well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.query.completing import Vocabulary
from debugger.query.fields import PAYLOAD
from debugger.query.paths import PathError, path_of
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.column_arrangement import MOST_PATHS, ColumnArrangement
from debugger.window.widgets.labels import label

_COLUMN = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIZES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PLACEHOLDER = "such as properties.revenue"


class _Columns(QListWidget):
    moved = Signal(int)
    sized = Signal(int)
    taken_away = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with the arrows moves and sizes; Space, which Qt knows, shows and hides."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif alt and key in _SIZES:
            self.sized.emit(_SIZES[key])
        elif key == Qt.Key.Key_Delete:
            self.taken_away.emit()
        else:
            super().keyPressEvent(event)


class ColumnsDialog(QDialog):
    """Changes the list at once; there is nothing to confirm."""

    path_wanted = Signal(object)
    """A path whose values are to be a column."""
    path_unwanted = Signal(object)
    """A path that is to be a column no more."""
    reset_wanted = Signal()
    """All columns are to be as at first."""

    def __init__(self, arrangement: ColumnArrangement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns of the list")
        give_room(self, (460, 360), usual=(520, 480))
        self._arrangement = arrangement
        self.columns = _Columns(self)
        self.columns.setObjectName("columns")
        self.columns.setAccessibleName("Columns, from the left")
        self.about = label(tone="muted")
        self.about.setWordWrap(True)
        self.path = QLineEdit(self)
        self.path.setAccessibleName("Path into the payload")
        self.path.setPlaceholderText(_PLACEHOLDER)
        self._buttons = {
            "up": self._button("Move &left", "Alt+↑", lambda: self._move(-1)),
            "down": self._button("Move &right", "Alt+↓", lambda: self._move(1)),
            "narrower": self._button("&Narrower", "Alt+←", lambda: self._size(-1)),
            "wider": self._button("&Wider", "Alt+→", lambda: self._size(1)),
            "away": self._button("&Take away", "Del", self._take_away),
            "reset": self._button("As at &first", "", self._reset),
        }
        self.add = self._button("&Add", "Enter", self._add)
        self._lay_out()
        self.columns.moved.connect(self._move)
        self.columns.sized.connect(self._size)
        self.columns.taken_away.connect(self._take_away)
        self.columns.itemChanged.connect(self._turn)
        self.columns.currentRowChanged.connect(self._describe)
        self.path.returnPressed.connect(self._add)
        self.path.textEdited.connect(self._describe)
        self._fill()
        self.columns.setFocus()

    def know(self, known: Vocabulary) -> None:
        """Offers the paths of the session while one is typed, also by their middle."""
        completer = QCompleter(sorted(known.paths), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.path.setCompleter(completer)

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(2 * GRID)
        for button in self._buttons.values():
            beside.addWidget(button)
        beside.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(3 * GRID)
        middle.addWidget(self.columns, 1)
        middle.addLayout(beside)
        adding = QHBoxLayout()
        adding.setSpacing(2 * GRID)
        words = label("Add a &path")
        words.setBuddy(self.path)
        for part in (words, self.path, self.add):
            adding.addWidget(part)
        close = self._button("Close", "Esc", self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        whole.setSpacing(3 * GRID)
        whole.addLayout(middle, 1)
        whole.addLayout(adding)
        whole.addLayout(foot)

    def _button(self, words: str, key: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        if key:
            button.setToolTip(f"{words.replace('&', '')} ({key})")
        button.clicked.connect(lambda _checked: act())
        return button

    @property
    def _current(self) -> int | None:
        item = self.columns.currentItem()
        return None if item is None else int(item.data(_COLUMN))

    def _fill(self, current: int | None = None) -> None:
        """Lists the columns anew; this one becomes the current one, or the first."""
        with QSignalBlocker(self.columns):
            self.columns.clear()
            for column in self._arrangement.in_order:
                item = QListWidgetItem(self._arrangement.name(column))
                item.setData(_COLUMN, column)
                shown = self._arrangement.is_shown(column)
                item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
                if not self._arrangement.may_be_hidden(column):
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                self.columns.addItem(item)
                if column == current:
                    self.columns.setCurrentItem(item)
            if self.columns.currentItem() is None:
                self.columns.setCurrentRow(0)
        self._describe()

    def _describe(self) -> None:
        """Says what is current, and offers what can be done with it."""
        column = self._current
        if column is None:
            return
        row, width = self.columns.currentRow(), self._arrangement.width(column)
        self._buttons["up"].setEnabled(row > 0)
        self._buttons["down"].setEnabled(row + 1 < self.columns.count())
        for name in ("narrower", "wider"):
            self._buttons[name].setEnabled(bool(width))
        self._buttons["away"].setEnabled(self._arrangement.path(column) is not None)
        if self._arrangement.is_left_out(column):
            words = "left out, since the list is too narrow"
        elif not self._arrangement.is_shown(column):
            words = "hidden"
        else:
            words = "takes the room that is left" if width is None else f"{width:,} pixels wide"
        self.about.setText(f"{self._arrangement.name(column)}: {words}")
        self.columns.setAccessibleDescription(self.about.text())

    def _turn(self, item: QListWidgetItem) -> None:
        shown = item.checkState() is Qt.CheckState.Checked
        self._arrangement.show(int(item.data(_COLUMN)), shown=shown)
        self._describe()

    def _move(self, by: int) -> None:
        if (column := self._current) is not None:
            self._arrangement.move(column, by)
            self._fill(column)

    def _size(self, steps: int) -> None:
        if (column := self._current) is not None:
            self._arrangement.widen(column, steps)
            self._describe()

    def _take_away(self) -> None:
        column = self._current
        path = None if column is None else self._arrangement.path(column)
        if path is not None:
            row = self.columns.currentRow()
            self.path_unwanted.emit(path)
            self._fill()
            self.columns.setCurrentRow(min(row, self.columns.count() - 1))

    def _add(self) -> None:
        typed = self.path.text().strip()
        try:
            path = path_of(typed)
        except PathError as error:
            self.about.setText(f"That is no path: {error}.")
            return
        path = path[1:] if path[0] == PAYLOAD and len(path) > 1 else path
        self.path_wanted.emit(path)
        columns = self._arrangement.in_order
        column = next((each for each in columns if self._arrangement.path(each) == path), None)
        if column is None:
            self.about.setText(f"There are {MOST_PATHS} columns of paths: take one away first.")
            return
        self.path.clear()
        self._fill(column)
        self.columns.setFocus()

    def _reset(self) -> None:
        self.reset_wanted.emit()
        self._fill()
