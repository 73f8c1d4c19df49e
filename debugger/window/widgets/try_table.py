"""The tries of one message; each leads to its call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from debugger.session.deliveries import Try
from debugger.window.looks.room import give_columns
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.try_rows import Column, TryRows
from debugger.window.widgets.plain_table import PlainTable

_WIDTHS = {Column.CALL: 64, Column.TIME: 112, Column.GAP: 76, Column.RETRY_COUNT: 116}
"""Pixels; the answer takes what is left."""
_SENT_AT = 220
_ROOM_FOR_RETRY_COUNT = 480
_ROOM_FOR_SENT_AT = 760
"""Pixels of a table in which there is room for these columns too."""


class TryTable(PlainTable):
    """A row for each try."""

    chosen = Signal(int)
    """The number of a call."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self.rows = TryRows(theme)
        super().__init__(self.rows, name=name, parent=parent)
        self.rows.setParent(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.ANSWER, QHeaderView.ResizeMode.Stretch)
        give_columns(header, _WIDTHS | {Column.SENT_AT: _SENT_AT})
        self.clicked.connect(self._choose)
        self.entered.connect(self._choose)

    def show_tries(self, tries: Sequence[Try]) -> None:
        """Shows the tries of a message."""
        self.rows.show_tries(tries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what there is no room for."""
        super().resizeEvent(event)
        room = self.viewport().width()
        self.setColumnHidden(Column.RETRY_COUNT, room < SCALE.pixels(_ROOM_FOR_RETRY_COUNT))
        self.setColumnHidden(Column.SENT_AT, room < SCALE.pixels(_ROOM_FOR_SENT_AT))

    def _choose(self, index: QModelIndex) -> None:
        if number := self.rows.number_at(index):
            self.chosen.emit(number)
