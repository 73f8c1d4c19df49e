"""The tries of one message as a table: when each came, how long after the one before, and what it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QIcon

from debugger.payload.text import elided, visible
from debugger.session.deliveries import Outcome, Try
from debugger.window.looks.icons import icon
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows
from debugger.window.models.row_text import clock, delta

_LONGEST = 60
_NONE = "—"
_ICONS = {
    Outcome.ACCEPTED: "circle-check",
    Outcome.REFUSED: "ban",
    Outcome.FAILED: "circle-x",
}


class Column(IntEnum):
    """The columns, from the left."""

    CALL = 0
    TIME = 1
    GAP = 2
    ANSWER = 3
    RETRY_COUNT = 4
    SENT_AT = 5


TITLES = ("Call", "Received", "Gap", "Answer", "X-Retry-Count", "sentAt")


class TryRows(PlainRows):
    """A row for each try, the first above."""

    titles = TITLES
    on_the_right = frozenset({Column.GAP, Column.RETRY_COUNT})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._tries: list[Try] = []

    def show_tries(self, tries: Sequence[Try]) -> None:
        """Shows the tries of a message; those of the one that is shown already stay where they are."""
        if tries == self._tries:
            return
        known = len(self._tries)
        if known and len(tries) > known and list(tries[:known]) == self._tries:
            self.beginInsertRows(QModelIndex(), known, len(tries) - 1)
            self._tries = list(tries)
            self.endInsertRows()
            return
        self.beginResetModel()
        self._tries = list(tries)
        self.endResetModel()

    def number_at(self, index: Index) -> int:
        """The call that a row names; 0 where there is none."""
        return self._tries[index.row()].number if index.isValid() else 0

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        each = self._tries[row]
        before = self._tries[row - 1] if row else None
        return (
            f"#{each.number:,}",
            clock(each.received_at),
            "" if before is None else delta(each.received_at - before.received_at),
            each.answer,
            visible(elided(each.retry_count, _LONGEST)) or _NONE,
            visible(elided(each.sent_at, _LONGEST)) or _NONE,
        )[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many tries there are."""
        return 0 if parent.isValid() else len(self._tries)

    def icon(self, row: int, column: int) -> QIcon | None:
        """What its answer meant, beside the answer."""
        if column != Column.ANSWER:
            return None
        outcome = self._tries[row].outcome
        accepted = outcome is Outcome.ACCEPTED
        return icon(_ICONS[outcome], self.theme.ok if accepted else self.theme.error, 14)

    def colour(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the same in every row
        """The call leads somewhere; the answer stands out."""
        if column == Column.CALL:
            return self.theme.accent
        return None if column == Column.ANSWER else self.theme.muted

    def tip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - of the whole row
        """What a click does."""
        return f"Go to call {self.text(row, Column.CALL)}"

    def sentence(self, row: int) -> str:
        """`try 2, call #4, 12:04:03.131, +2.01 s, 200, X-Retry-Count 1`."""
        plain = (self.text(row, column) for column in (Column.TIME, Column.GAP, Column.ANSWER))
        told = (
            f"{TITLES[column]} {text}"
            for column in (Column.RETRY_COUNT, Column.SENT_AT)
            if (text := self.text(row, column)) != _NONE
        )
        said = (f"try {row + 1}, call {self.text(row, Column.CALL)}", *plain, *told)
        return ", ".join(part for part in said if part)
