"""Lists every kept session, to open, rename or delete it, and says which of them go by the person's own rule."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QSortFilterProxyModel, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.errors import SessionError
from debugger.payload.text import visible
from debugger.session import renaming
from debugger.session.library import Entry, State, to_go
from debugger.session.words import size_words
from debugger.window.background.session_scan import SessionScan
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_columns, give_room
from debugger.window.looks.scale import SCALE
from debugger.window.models.session_rows import SEARCH, SORT, SessionColumn, SessionTable
from debugger.window.panels.keeping import KeepingBar
from debugger.window.remembered import keeping_rule
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label
from debugger.window.widgets.plain_table import PlainTable

_WIDTHS = {
    SessionColumn.NAME: 170,
    SessionColumn.STARTED: 152,
    SessionColumn.LENGTH: 72,
    SessionColumn.CALLS: 62,
    SessionColumn.ERRORS: 62,
    SessionColumn.SIZE: 80,
    SessionColumn.STATE: 138,
}
_ROOM_FOR = {SessionColumn.LENGTH: 960, SessionColumn.STARTED: 840, SessionColumn.ERRORS: 700}
"""Pixels of a dialog in which there is room for these columns too."""
_MOST_NAMED = 8


class SessionsDialog(QDialog):
    """The sessions of one folder, read in the background."""

    open_wanted = Signal(object)
    """List of paths to look at."""
    salvage_wanted = Signal(object)
    """The path of a damaged one."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        is_open: Callable[[Path], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._settings = settings
        self._is_open = is_open
        self.setWindowTitle("Sessions")
        give_room(self, (640, 420), usual=(1040, 560))
        self.table = SessionTable()
        self.rows = QSortFilterProxyModel(self)
        self.rows.setSourceModel(self.table)
        self.rows.setSortRole(SORT)
        self.rows.setFilterRole(SEARCH)
        self.rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Search by name, app or state")
        self.search.setAccessibleName("Search the sessions")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.list = self._make_list()
        self.said = label(tone="muted")
        self.said.setWordWrap(True)
        self.keeping = KeepingBar(settings, self)
        self.keeping.changed.connect(self._say_what_goes)
        self.keeping.asked.connect(self.ask_to_prune)
        self._open = self._button("Open", self._open_selected)
        self._rename = self._button("Rename…", self._ask_for_a_name)
        self._show_in_folder = self._button("Show in folder", self._open_folder)
        self._salvage = self._button("Save what can be read…", self._salvage_selected)
        self._delete = self._button("Delete…", self.ask_to_delete)
        self._lay_out()
        self._scan = SessionScan(folder, self)
        self._scan.found.connect(self._add)
        self._scan.finished.connect(self._say_what_is_there)
        self._offer()
        self.said.setText("Reading the sessions…")
        self._scan.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what there is no room for."""
        super().resizeEvent(event)
        for column, room in _ROOM_FOR.items():
            self.list.setColumnHidden(column, self.width() < SCALE.pixels(room))

    def selected(self) -> list[Entry]:
        """The sessions that are selected, from the top."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [
            self.table.entries[self.rows.mapToSource(self.rows.index(row, 0)).row()] for row in rows
        ]

    def read_again(self) -> None:
        """Looks through the folder anew."""
        self._scan.stop()
        self.table.clear()
        self._scan.start()

    def stop(self) -> None:
        """Reads no more."""
        self._scan.stop()

    def done(self, result: int) -> None:
        """Closes."""
        self.stop()
        super().done(result)

    def rename(self, path: Path, name: str) -> None:
        """Gives a session another name, or says why not."""
        try:
            renaming.rename(path, name)
        except SessionError as error:
            self._say_trouble(str(error))
        else:
            self.read_again()

    def ask_to_delete(self) -> None:
        """Asks before the selected sessions go to the trash."""
        going = [each for each in self.selected() if self._may_go(each)]
        self._ask(going, "Delete" if len(going) > 1 else "Delete this session?")

    def ask_to_prune(self) -> None:
        """Shows which sessions the rule would have go, and asks before they do."""
        self._ask(self._going(), "Delete what the rule does not keep?")

    def delete(self, going: Sequence[Entry]) -> None:
        """Moves sessions to the trash; where there is none, asks before they are gone for good."""
        left: list[Entry] = []
        for each in going:
            moved = [QFile.moveToTrash(str(path)) for path in renaming.files_of(each.path)]
            if not all(one if isinstance(one, bool) else one[0] for one in moved):
                left.append(each)
        self.read_again()
        if left:
            self._confirm(
                "Delete for good?",
                f"{_named(left)} cannot be moved to the trash here. Deleted, they are gone for good.",
                "Delete for good",
                lambda: self._delete_for_good(left),
            )

    def _delete_for_good(self, going: Sequence[Entry]) -> None:
        try:
            for each in going:
                for path in renaming.files_of(each.path):
                    path.unlink(missing_ok=True)
        except OSError as error:
            self._say_trouble(f"{error.filename} cannot be deleted: {error.strerror}.")
        self.read_again()

    def _ask(self, going: Sequence[Entry], title: str) -> None:
        if not going:
            return
        size = size_words(sum(each.size for each in going))
        self._confirm(
            title,
            f"{_named(going)} ({size}) will be moved to the trash.",
            "Move to the trash",
            lambda: self.delete(going),
        )

    def _confirm(self, title: str, words: str, act: str, then: Callable[[], object]) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(words)
        yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(then)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _may_go(self, each: Entry) -> bool:
        return each.state is not State.RECORDING and not self._is_open(each.path)

    def _going(self) -> list[Entry]:
        rule = keeping_rule.keeping(self._settings)
        return [each for each in to_go(self.table.entries, rule, time.time()) if self._may_go(each)]

    def _add(self, found: Entry, place: int, of: int) -> None:
        self.table.add(found)
        if place < of:
            self.said.setText(f"Reading the sessions… {place:,} of {of:,}")

    def _say_what_is_there(self) -> None:
        found = self.table.entries
        if found:
            count = "1 session" if len(found) == 1 else f"{len(found):,} sessions"
            size = size_words(sum(each.size for each in found))
            self.said.setText(f"{count}, {size}, in {visible(str(self._folder))}")
        else:
            self.said.setText(f"No session is kept yet in {visible(str(self._folder))}.")
        if found and not self.list.selectionModel().hasSelection():
            self.list.selectRow(0)
        self._say_what_goes()

    def _say_what_goes(self) -> None:
        going = self._going()
        self.keeping.show_going(len(going), sum(each.size for each in going))

    def _search(self, text: str) -> None:
        self.rows.setFilterFixedString(text)

    def _offer(self) -> None:
        chosen = self.selected()
        one = chosen[0] if len(chosen) == 1 else None
        self._open.setEnabled(bool(chosen))
        self._rename.setEnabled(one is not None and self._may_go(one) and not one.trouble)
        self._show_in_folder.setEnabled(bool(chosen))
        self._salvage.setVisible(one is not None and one.state is State.DAMAGED)
        self._delete.setEnabled(any(map(self._may_go, chosen)))
        trouble = visible(one.trouble) if one is not None and one.trouble else ""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _open_selected(self) -> None:
        self.open_wanted.emit([each.path for each in self.selected()])

    def _salvage_selected(self) -> None:
        self.salvage_wanted.emit(self.selected()[0].path)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.selected()[0].path.parent)))

    def _ask_for_a_name(self) -> None:
        (one,) = self.selected()
        asking = QInputDialog(self)
        asking.setWindowTitle("Rename")
        asking.setLabelText("Name of the session")
        asking.setTextValue(one.path.stem)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.textValueSelected.connect(lambda name: self.rename(one.path, name))
        asking.open()

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(visible(words))
        self.trouble.show()

    def _make_list(self) -> PlainTable:
        made = PlainTable(self.rows, name="Sessions", parent=self)
        made.setObjectName("sessions")
        made.setSortingEnabled(True)
        made.sortByColumn(SessionColumn.STARTED, Qt.SortOrder.DescendingOrder)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = made.horizontalHeader()
        header.setSectionResizeMode(SessionColumn.APPS, QHeaderView.ResizeMode.Stretch)
        give_columns(header, _WIDTHS)
        made.doubleClicked.connect(self._open_selected)
        made.entered.connect(self._open_selected)
        made.selectionModel().selectionChanged.connect(self._offer)
        return made

    def _lay_out(self) -> None:
        self.trouble = label(tone="muted")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        close = self._button("Close", self.accept)
        others = (self._rename, self._show_in_folder, self._delete, self._salvage)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        for widget in (self.trouble, self.said, self.keeping):
            column.addWidget(widget)
        column.addLayout(foot(self._open, close, beside=others))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.removesuffix("…"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without Qt's `checked`
        return button


def _named(entries: Sequence[Entry]) -> str:
    names = [f"“{visible(each.path.stem)}”" for each in entries[:_MOST_NAMED]]
    more = len(entries) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")
