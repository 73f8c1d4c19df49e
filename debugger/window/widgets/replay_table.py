"""The answers to a replay; each leads to the call that was sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from debugger.window.capturing.replay_process import Answered
from debugger.window.looks.room import give_columns
from debugger.window.looks.theme import Theme
from debugger.window.models.replay_rows import Column, ReplayRows
from debugger.window.widgets.plain_table import PlainTable

_WIDTHS = {Column.CALLS: 96, Column.REQUEST: 190, Column.ANSWER: 96, Column.TIME: 84}
"""Pixels at the ordinary size; what was answered takes what is left."""


class ReplayTable(PlainTable):
    """A row for each request; follows the newest."""

    chosen = Signal(int)
    """The number of a call."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = ReplayRows(theme)
        super().__init__(self.rows, name="Answers", parent=parent)
        self.rows.setParent(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.START, QHeaderView.ResizeMode.Stretch)
        give_columns(header, _WIDTHS)
        self.clicked.connect(self._choose)
        self.entered.connect(self._choose)

    def add(self, answers: Sequence[Answered]) -> None:
        """Adds answers, and shows the last."""
        self.rows.add(answers)
        self.scrollToBottom()

    def _choose(self, index: QModelIndex) -> None:
        if number := self.rows.number_at(index):
            self.chosen.emit(number)
