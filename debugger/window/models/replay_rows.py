"""The answers to a replay as a table; of very many, the last."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QIcon

from debugger.replaying.numbers import in_short
from debugger.window.capturing.replay_process import Answered
from debugger.window.looks.icons import icon
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows

MOST = 2000
"""Rows that are kept."""


class Column(IntEnum):
    """The columns, from the left."""

    CALLS = 0
    REQUEST = 1
    ANSWER = 2
    TIME = 3
    START = 4


class ReplayRows(PlainRows):
    """A row for each request, in the order of the answers."""

    titles = ("Call", "Request", "Answer", "Time", "What was answered")
    on_the_right = frozenset({Column.TIME})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._answers: list[Answered] = []

    def clear(self) -> None:
        """Forgets all."""
        self.beginResetModel()
        self._answers = []
        self.endResetModel()

    def add(self, answers: Sequence[Answered]) -> None:
        """Adds answers below, and lets the oldest go where there are too many."""
        answers = answers[-MOST:]
        surplus = len(self._answers) + len(answers) - MOST
        if surplus > 0:
            self.beginRemoveRows(QModelIndex(), 0, surplus - 1)
            del self._answers[:surplus]
            self.endRemoveRows()
        count = len(self._answers)
        self.beginInsertRows(QModelIndex(), count, count + len(answers) - 1)
        self._answers.extend(answers)
        self.endInsertRows()

    def number_at(self, index: Index) -> int:
        """The first call that a row repeats; 0 where there is none."""
        return self._answers[index.row()].events[0] if index.isValid() else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many answers are kept."""
        return 0 if parent.isValid() else len(self._answers)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        each = self._answers[row]
        return (
            f"#{in_short(each.events)}",
            f"{each.method} {each.path}",
            str(each.status or "none"),
            f"{each.milliseconds:,.0f} ms",
            each.start,
        )[column]

    def icon(self, row: int, column: int) -> QIcon | None:
        """Whether it was accepted, beside the status."""
        if column != Column.ANSWER:
            return None
        each = self._answers[row]
        if each.accepted:
            return icon("circle-check", self.theme.ok, 14)
        return icon("ban" if each.status else "circle-x", self.theme.error, 14)

    def colour(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the same in every row
        """The call leads somewhere; the answer stands out."""
        if column == Column.CALLS:
            return self.theme.accent
        return None if column == Column.ANSWER else self.theme.muted

    def sentence(self, row: int) -> str:
        """`call #3, POST /v1/track, answered 200, 12 ms, {"success": true}`."""
        said = [self.text(row, column) for column in Column]
        return f"call {said[0]}, {said[1]}, answered {said[2]}, {said[3]}, {said[4]}".rstrip(", ")
