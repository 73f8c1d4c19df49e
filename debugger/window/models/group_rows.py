"""Groups as a table: what they have in common, how many calls, what is found in them, first and last seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon

from debugger.events import Source
from debugger.findings import Severity
from debugger.schema.words import captured, event_name
from debugger.session.groups import Group, Grouping, Key, severity_of
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.theme import Theme
from debugger.window.models.plain_rows import Index, PlainRows
from debugger.window.models.row_text import clock


class Column(IntEnum):
    """The columns, from the left."""

    GROUP = 0
    OF = 1
    CALLS = 2
    FOUND = 3
    FIRST = 4
    LAST = 5


FIRST_TITLES: Mapping[Grouping, tuple[str, str]] = {
    Grouping.EVENT: ("Event", "Type"),
    Grouping.USER: ("User", "Known by"),
    Grouping.SOURCE: ("Source", "Library"),
    Grouping.REQUEST: ("Batch", ""),
    Grouping.FINDING: ("Finding", "In"),
}


class GroupRows(PlainRows):
    """A row for each group; the same groups in the same order stay where they are."""

    titles = ("Group", "Of", "Calls", "Calls with findings", "First seen", "Last seen")
    on_the_right = frozenset({Column.CALLS})

    def __init__(
        self, theme: Theme, name_of: Callable[[Source], str], parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.grouping = Grouping.EVENT
        self._name_of = name_of
        self._shown: Sequence[Group] = ()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles, as the grouping has them."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return super().headerData(section, orientation, role)

    def show_groups(self, grouping: Grouping, shown: Sequence[Group]) -> None:
        """Shows other groups, or other counts of the same."""
        if grouping is self.grouping and [each.key for each in shown] == [
            each.key for each in self._shown
        ]:
            self._shown = shown
            if shown:
                last = self.index(len(shown) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.grouping, self._shown = grouping, shown
        self.endResetModel()

    def at(self, row: int) -> Group | None:
        """What a row shows; None where there is no such row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: Key) -> int:
        """The row of a group; -1 where it is not shown."""
        return next((row for row, each in enumerate(self._shown) if each.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many groups are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        group = self._shown[row]
        match column:
            case Column.GROUP:
                return name_of(self.grouping, group.key, self._name_of)
            case Column.OF:
                return _beside(self.grouping, group.key)
            case Column.CALLS:
                return f"{group.calls:,}"
            case Column.FOUND:
                return _found(group) if self.grouping is not Grouping.FINDING else ""
            case Column.FIRST:
                return clock(group.first_at)
            case _:
                return clock(group.last_at)

    def icon(self, row: int, column: int) -> QIcon | None:
        """The worst that is found."""
        group = self._shown[row]
        wanted = Column.GROUP if self.grouping is Grouping.FINDING else Column.FOUND
        worst = severity_of(group) if self.grouping is Grouping.FINDING else _worst_of(group)
        if column != wanted or not worst:
            return None
        severity = Severity(worst)
        return icon(SEVERITY_ICONS[severity], self.theme.severity(severity), 14)

    def colour(self, row: int, column: int) -> str | None:
        """What tells groups apart less stands back."""
        if column in {Column.OF, Column.FIRST, Column.LAST}:
            return self.theme.muted
        plain = self.text(row, Column.GROUP).startswith("(")
        return self.theme.muted if column == Column.GROUP and plain else None

    def tip(self, row: int, column: int) -> str | None:
        """What there may be no room for."""
        return self.text(row, column) or None

    def sentence(self, row: int) -> str:
        """`Order Completed, track, calls 12, 3 errors, first seen 12:04:01.249, last seen …`."""
        texts = [self.text(row, column) for column in Column]
        words = [texts[0], texts[1], f"calls {texts[2]}", texts[3]]
        words += [f"first seen {texts[4]}", f"last seen {texts[5]}"]
        return ", ".join(word for word in words if word)

    def _titles(self) -> Sequence[str]:
        calls = "Times" if self.grouping is Grouping.FINDING else "Calls"
        return (*FIRST_TITLES[self.grouping], calls, *self.titles[Column.FOUND :])


def name_of(grouping: Grouping, key: Key, source_name: Callable[[Source], str]) -> str:
    """What the events of a group have in common, in short."""
    match grouping:
        case Grouping.EVENT:
            return event_name(key[0], key[1])
        case Grouping.USER:
            return captured(key[0]) or captured(key[1]) or "(no user)"
        case Grouping.SOURCE:
            return source_name(Source(write_key=str(key[0]), library=str(key[1])))
        case Grouping.REQUEST:
            return f"Request {key[0]:,}"
        case Grouping.FINDING:
            return " · ".join(each for each in (captured(key[0]), captured(key[4])) if each)


def _beside(grouping: Grouping, key: Key) -> str:
    match grouping:
        case Grouping.EVENT:
            return captured(key[0]) or "—"
        case Grouping.USER:
            return "userId" if key[0] else "anonymousId" if key[1] else "—"
        case Grouping.SOURCE:
            return captured(key[1]) or "—"
        case Grouping.REQUEST:
            return ""
        case Grouping.FINDING:
            return (
                " ".join(each for each in (captured(key[2]), captured(key[3])) if each)
                or "(not a message)"
            )


def _found(group: Group) -> str:
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (group.errors, "error" if group.errors == 1 else "errors"),
            (group.warnings, "warning" if group.warnings == 1 else "warnings"),
            (group.advice, "advice"),
        )
        if count
    ]
    return ", ".join(parts)


def _worst_of(group: Group) -> int:
    if group.errors:
        return Severity.ERROR
    if group.warnings:
        return Severity.WARNING
    return Severity.ADVICE if group.advice else 0
