"""Deliveries as a table: what became of each message, which it was, and how often it was tried."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QIcon

from debugger.payload.text import elided, visible
from debugger.session.deliveries import Delivery, ShownDelivery, Standing
from debugger.window.looks.icons import icon
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows
from debugger.window.models.row_text import event_text

_LONGEST = 80
WORDS = {
    Standing.DELIVERED: "Delivered",
    Standing.RETRIED: "After retries",
    Standing.TWICE: "Delivered twice",
    Standing.LOST: "Lost so far",
    Standing.REFUSED: "Refused",
}
ABOUT = {
    Standing.RETRIED: "Accepted once, and tried more than once",
    Standing.TWICE: "Accepted more than once; Segment keeps the first",
    Standing.LOST: "Never accepted so far",
    Standing.REFUSED: "Answered 400 or 413, after which SDKs give up",
}
ICONS = {
    Standing.DELIVERED: "circle-check",
    Standing.RETRIED: "circle-check",
    Standing.TWICE: "triangle-alert",
    Standing.LOST: "circle-x",
    Standing.REFUSED: "ban",
}


class Column(IntEnum):
    """The columns, from the left."""

    STANDING = 0
    MESSAGE = 1
    MESSAGE_ID = 2
    SOURCE = 3
    TRIES = 4


TITLES = ("What became of it", "Message", "messageId", "Source", "Tries")


class DeliveryRows(PlainRows):
    """A row for each message."""

    titles = TITLES
    on_the_right = frozenset({Column.TRIES})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: list[ShownDelivery] = []

    def show_deliveries(self, shown: Sequence[ShownDelivery]) -> None:
        """Shows other deliveries; while they are of the same messages, nothing moves."""
        if [each.delivery.first for each in shown] == [each.delivery.first for each in self._shown]:
            if shown != self._shown:
                self._shown = list(shown)
                last = self.index(len(shown) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = list(shown)
        self.endResetModel()

    def at(self, row: int) -> ShownDelivery | None:
        """What a row shows; None where there is no such row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, delivery: Delivery) -> int:
        """The row of a message; -1 where it is not shown."""
        firsts = (each.delivery.first for each in self._shown)
        return next((row for row, first in enumerate(firsts) if first == delivery.first), -1)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        shown = self._shown[row]
        name, _ = event_text(shown.row)
        kind = visible(elided(shown.row.type, 12))
        return (
            WORDS[shown.delivery.standing],
            kind if name == "—" else name,
            visible(elided(shown.delivery.message_id, _LONGEST)),
            visible(elided(shown.row.source, _LONGEST)) or "—",
            f"{shown.delivery.tries:,}",
        )[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many messages are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def icon(self, row: int, column: int) -> QIcon | None:
        """What became of it, before the words for that."""
        standing = self._shown[row].delivery.standing
        if column != Column.STANDING:
            return None
        return icon(ICONS[standing], colour_of(standing, self.theme), 14)

    def colour(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the same in every row
        """What only tells messages apart stands back."""
        return self.theme.muted if column in {Column.MESSAGE_ID, Column.SOURCE} else None

    def tip(self, row: int, column: int) -> str | None:
        """What the words mean, or what there was no room for."""
        if column == Column.STANDING:
            return ABOUT.get(self._shown[row].delivery.standing)
        return self.text(row, column)

    def sentence(self, row: int) -> str:
        """`Lost so far: Message Order Completed, messageId …`."""
        parts = (f"{TITLES[each]} {self.text(row, each)}" for each in list(Column)[1:])
        return f"{self.text(row, Column.STANDING)}: {', '.join(parts)}"


def colour_of(standing: Standing, theme: Theme) -> str:
    """The colour of a standing's icon."""
    if standing in {Standing.LOST, Standing.REFUSED}:
        return theme.error
    return theme.warning if standing is Standing.TWICE else theme.ok
