"""What differs between two sessions as a table: what kind, of which event, where, and how it was and is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from debugger.comparing.sessions import Aspect, Change
from debugger.payload.text import visible
from debugger.window.models.plain_rows import PlainRows

_SIGNS = {"-": "\N{MINUS SIGN}", "+": "+", "~": "≠"}
_IN_ORDER = tuple(Aspect)


class Column(IntEnum):
    """The columns, from the left."""

    KIND = 0
    EVENT = 1
    WHAT = 2
    BEFORE = 3
    AFTER = 4


class ChangeRows(PlainRows):
    """A row for each change, kind by kind."""

    titles = ("Kind", "Event", "Where", "Before", "Now")
    changes: Sequence[Change] = ()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Shows other changes."""
        self.beginResetModel()
        self.changes = sorted(changes, key=lambda each: _IN_ORDER.index(each.aspect))
        self.endResetModel()

    def rowCount(self, _parent: object = None) -> int:
        """As many as there are."""
        return len(self.changes)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        each = self.changes[row]
        texts = {
            Column.KIND: f"{_SIGNS[each.sign]} {each.aspect.heading}",
            Column.EVENT: each.event,
            Column.WHAT: each.pointer or each.rule or each.hint,
            Column.BEFORE: each.before,
            Column.AFTER: each.after,
        }
        return visible(texts[Column(column)])

    def sentence(self, row: int) -> str:
        """`Types, track "Order Completed", /properties/revenue: number in 1 call → string in 1 call`."""
        each = self.changes[row]
        what = "" if each.what == each.event else f", {each.what}"
        return visible(f"{each.aspect.heading}, {each.event}{what}: {each.sentence}")

    def colour(self, row: int, column: int) -> str | None:
        """That of the change, on its kind."""
        if column != Column.KIND:
            return None
        each = self.changes[row]
        if each.aspect is Aspect.MENDED:
            return self.theme.ok
        worse = each.aspect is Aspect.FINDINGS or each.sign == "-"
        return self.theme.error if worse else self.theme.warning

    def tip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the same for all cells
        """All of a row, for what is cut."""
        return self.sentence(row)
