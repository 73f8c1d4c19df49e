"""Above the payload: the fields that the person pinned for events of this name, also those that did not come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from debugger.payload.text import elided, visible
from debugger.spec.wording import dotted
from debugger.window.looks.appearance import captured_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.payload_values import PayloadValues
from debugger.window.models.plain_rows import PlainRows
from debugger.window.models.prepared import Prepared
from debugger.window.remembered.pins import Pins
from debugger.window.widgets.filter_offers import offer_place
from debugger.window.widgets.plain_table import PlainTable

_MOST_ROWS = 5
"""Rows that are shown at once; more of them scroll."""
_ROW = 24
_LEAST, _MOST = 0.25, 0.5
"""Of the width, for the names."""
_LONGEST = 120


class PinnedRows(PlainRows):
    """A row for each field: its name, and its value or that it was not sent."""

    titles = ("Field", "Value")

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.places: Sequence[str] = ()
        self._shown: list[tuple[str, str | None]] = []

    def show_places(self, places: Sequence[str], values: PayloadValues) -> None:
        """Shows these fields of a payload."""
        self.beginResetModel()
        self.places = places
        self._shown = [
            (visible(elided(dotted(each), _LONGEST)), _value(each, values)) for each in places
        ]
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        name, value = self._shown[row]
        return name if column == 0 else ("not sent" if value is None else value)

    def sentence(self, row: int) -> str:
        """All of a row."""
        return f"{self.text(row, 0)}: {self.text(row, 1)}"

    def colour(self, row: int, column: int) -> str | None:
        """Names, and what did not come, stand back."""
        absent = self._shown[row][1] is None
        return self.theme.muted if column == 0 or absent else None

    def tip(self, row: int, column: int) -> str | None:
        """The whole of what may not fit."""
        return self.text(row, column)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """In the font of captured text."""
        if role == Qt.ItemDataRole.FontRole:
            return captured_font(points=9)
        return super().data(index, role)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """As many as there are fields."""
        return 0 if parent.isValid() else len(self._shown)


class _Table(PlainTable):
    unpinned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the pin out; the copy key takes name and value."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete:
            self.unpinned.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            sentence = self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
            QGuiApplication.clipboard().setText(str(sentence))
        else:
            super().keyPressEvent(event)

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(SCALE.pixels(_ROW))


class PinnedFields(QWidget):
    """Hidden while nothing is pinned."""

    line_chosen = Signal(int)
    """The line of the payload on which a pinned value begins."""
    column_wanted = Signal(object)
    """A path whose values are to be a column of the list."""
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""

    def __init__(self, theme: Theme, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pins = pins
        self._prepared: Prepared | None = None
        self.rows = PinnedRows(theme, self)
        self.view = _Table(self.rows, name="Pinned fields", parent=self)
        self.view.horizontalHeader().hide()
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.clicked.connect(self._choose)
        self.view.entered.connect(self._choose)
        self.view.unpinned.connect(self._unpin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        self._line = QFrame(self)
        self._line.setFixedHeight(1)
        column.addWidget(self._line)
        self.set_theme(theme)
        self.hide()

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows the fields that are pinned for another event."""
        self._prepared = prepared
        self._show()

    def is_pinned(self, place: str) -> bool:
        """Whether the field at a JSON Pointer is."""
        return place in self.rows.places

    def turn(self, place: str) -> None:
        """Pins a field for every event of this name, or takes the pin out."""
        if self._prepared is not None and place:
            self._pins.turn(self._prepared.event.row, place)
            self._show()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.rows.set_theme(theme)
        self._line.setStyleSheet(f"background: {theme.line};")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out."""
        super().resizeEvent(event)
        self._share_out()

    def menu(self) -> QMenu:
        """What can be done with the current field."""
        menu = QMenu(self)
        row, prepared = self.view.currentIndex().row(), self._prepared
        if prepared is not None and 0 <= row < len(self.rows.places):
            place = self.rows.places[row]
            line = prepared.layout.line_of(place)
            offer_place(
                menu,
                prepared.message.fields,
                place,
                filter_wanted=self.filter_wanted.emit,
                column_wanted=self.column_wanted.emit,
                value=None if line is None else prepared.layout.value_text(line),
            )
            menu.addSeparator()
        menu.addAction("Show in the payload", self._choose)
        menu.addAction("Unpin\tDel", self._unpin)
        return menu

    def _show(self) -> None:
        if self._prepared is None:
            return
        values = PayloadValues(self._prepared.layout, self._prepared.mask)
        self.rows.show_places(self._pins.of(self._prepared.event.row), values)
        count = min(_MOST_ROWS, self.rows.rowCount())
        self.view.setFixedHeight(count * SCALE.pixels(_ROW) + 2)
        self.setVisible(count > 0)
        self._share_out()

    def _share_out(self) -> None:
        metrics = QFontMetrics(captured_font(points=9))
        names = (self.rows.text(row, 0) for row in range(self.rows.rowCount()))
        needed = max((metrics.horizontalAdvance(name) for name in names), default=0) + 2 * _ROW
        width = self.width()
        self.view.setColumnWidth(0, round(min(max(needed, width * _LEAST), width * _MOST)))

    def _choose(self) -> None:
        row = self.view.currentIndex().row()
        if self._prepared is not None and 0 <= row < len(self.rows.places):
            line = self._prepared.layout.line_of(self.rows.places[row])
            if line is not None:
                self.line_chosen.emit(line)

    def _unpin(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.rows.places):
            self.turn(self.rows.places[row])

    def _open_menu(self, place: QPoint) -> None:
        if self.view.currentIndex().isValid():
            menu = self.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.view.viewport().mapToGlobal(place))


def _value(place: str, values: PayloadValues) -> str | None:
    line = values.layout.line_of(place)
    return None if line is None else values.at(line).shown
