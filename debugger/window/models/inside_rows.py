"""The calls of a group as a table, with what is to be said of each: who it is now, what is found, its place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject

from debugger.payload.text import elided, visible
from debugger.session.groups import Grouping, place_of
from debugger.session.rows import Row, StoredEvent
from debugger.window.background.group_calls import Chosen
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows
from debugger.window.models.row_text import clock, delta, event_text, findings_words, user_text

_LONGEST = 160


class Column(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    TIME = 1
    DELTA = 2
    CALL = 3
    USER = 4
    REMARK = 5


class InsideRows(PlainRows):
    """A row for each call, in the order they came."""

    titles = ("#", "Time", "Δ", "Call", "User", "Remark")
    on_the_right = frozenset({Column.NUMBER, Column.DELTA})

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._calls: Sequence[StoredEvent] = ()
        self._chosen: Chosen | None = None

    def show_calls(self, chosen: Chosen | None, calls: Sequence[StoredEvent]) -> None:
        """Shows the calls of another group, or what came to the same."""
        known = len(self._calls)
        if chosen == self._chosen and known and calls[:known] == self._calls:
            if len(calls) > known:
                self.beginInsertRows(QModelIndex(), known, len(calls) - 1)
                self._calls = calls
                self.endInsertRows()
            return
        self.beginResetModel()
        self._chosen, self._calls = chosen, calls
        self.endResetModel()

    def number_at(self, row: int) -> int:
        """The call that a row shows; 0 where there is none."""
        return self._calls[row].row.number if 0 <= row < len(self._calls) else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many calls are shown."""
        return 0 if parent.isValid() else len(self._calls)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        shown = self._calls[row].row
        before = self._calls[row - 1].row if row else None
        match column:
            case Column.NUMBER:
                return f"{shown.number:,}"
            case Column.TIME:
                return clock(shown.received_at)
            case Column.DELTA:
                return "" if before is None else delta(shown.received_at - before.received_at)
            case Column.CALL:
                name, _ = event_text(shown)
                return visible(elided(shown.type, 12)) if name == "—" else name
            case Column.USER:
                return user_text(shown)
            case _:
                return self._remark(row)

    def colour(self, row: int, column: int) -> str | None:
        """A change of identity stands out."""
        if column == Column.REMARK and self._is_of_user and identity_change(*self._two(row)):
            return self.theme.warning
        return None if column in {Column.CALL, Column.REMARK} else self.theme.muted

    def tip(self, row: int, column: int) -> str | None:
        """What there may be no room for."""
        return self.text(row, column) or None

    def sentence(self, row: int) -> str:
        """`call 12, 12:04:01.249, Order Completed, u-42, becomes u-42`."""
        texts = [self.text(row, column) for column in Column]
        return ", ".join(
            each for each in (f"call {texts[0]}", texts[1], *texts[3:]) if each and each != "—"
        )

    @property
    def _is_of_user(self) -> bool:
        return self._chosen is not None and self._chosen.grouping is Grouping.USER

    def _two(self, row: int) -> tuple[Row | None, Row]:
        return (self._calls[row - 1].row if row else None), self._calls[row].row

    def _remark(self, row: int) -> str:
        event = self._calls[row]
        if self._is_of_user and (change := identity_change(*self._two(row))):
            return change
        if self._chosen and self._chosen.grouping is Grouping.FINDING:
            rule, *_, where = self._chosen.key
            said = (
                each.message
                for each in event.findings
                if each.rule == rule and place_of(each.pointer) == where
            )
            return visible(elided("; ".join(said), _LONGEST))
        if self._chosen and self._chosen.grouping is Grouping.REQUEST:
            place = "" if event.row.position is None else f"place {event.row.position + 1}, "
            return place + findings_words(event.row)
        words = findings_words(event.row)
        return "" if words == "no findings" else words


def identity_change(before: Row | None, now: Row) -> str:
    """Who it is from here on, where that is another than before; empty where it is the same."""
    if before is None or (before.user_id, before.anonymous_id) == (now.user_id, now.anonymous_id):
        return ""
    if before.user_id != now.user_id:
        new = visible(elided(now.user_id or "", 60))
        old = visible(elided(before.user_id or "", 60))
        if now.user_id and before.user_id:
            return f"user changes from {old} to {new}"
        return f"becomes {new}" if now.user_id else f"is {old} no more"
    if now.anonymous_id and before.anonymous_id:
        return "another anonymousId"
    return "anonymousId from here on" if now.anonymous_id else "no anonymousId from here on"
