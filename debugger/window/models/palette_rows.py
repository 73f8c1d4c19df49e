"""What the command palette offers, as far as it fits what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from debugger.window.models.matching import fit

MOST = 200
"""Entries shown at once."""
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to do or to go to."""

    title: str
    kind: str
    """The menu of an action, or what else it is."""
    icon: str
    choose: Callable[[], object]
    key: str = ""
    tip: str = ""
    enabled: bool = True

    def spoken(self) -> str:
        """The whole entry in words, for a screen reader."""
        return ", ".join(
            filter(
                None,
                (self.title, self.kind, self.key, self.tip, "" if self.enabled else "not now"),
            )
        )


class PaletteRole(IntEnum):
    """What the model gives beside a title."""

    ENTRY = Qt.ItemDataRole.UserRole


class PaletteRows(QAbstractListModel):
    """The entries that fit, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._typed = ""
        self.shown: list[Entry] = []

    def offer(self, entries: Iterable[Entry]) -> None:
        """Adds entries."""
        self._all += entries
        self.look_for(self._typed)

    def look_for(self, typed: str) -> None:
        """Shows what fits; everything with nothing typed."""
        self.beginResetModel()
        self._typed = typed
        fitting = [
            (worth, entry) for entry in self._all if (worth := self._worth(entry)) is not None
        ]
        fitting.sort(key=lambda each: (-each[0], not each[1].enabled))
        self.shown = [entry for _, entry in fitting[:MOST]]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.shown[index.row()]
        if role == PaletteRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """What cannot be done now is shown, but cannot be chosen."""
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able if self.shown[index.row()].enabled else Qt.ItemFlag.NoItemFlags

    def _worth(self, entry: Entry) -> int | None:
        """Titles before kinds: `mark star` finds Star in the menu Mark, after what has it all in its title."""
        title = fit(self._typed, entry.title)
        if title is not None:
            return title
        beside = fit(self._typed, f"{entry.kind} {entry.title}")
        return None if beside is None else beside // 2 - 1000
