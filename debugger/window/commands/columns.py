"""The list's columns as the person arranges them: shown or hidden, paths of the payload, the time in four ways."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path as File
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from debugger.errors import SessionError
from debugger.query.paths import PathError, path_of, spelled
from debugger.query.tree import Path
from debugger.window import notices
from debugger.window.background.path_values import PathValues
from debugger.window.background.sorting import SORTABLE, Sorting
from debugger.window.looks.scale import SCALE
from debugger.window.models.row_text import TITLES, Column
from debugger.window.models.time_modes import TITLES as TIME_TITLES
from debugger.window.models.time_modes import Time, TimeMode
from debugger.window.panels.columns_dialog import ColumnsDialog
from debugger.window.widgets.column_arrangement import MOST_PATHS, ColumnArrangement

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_PATHS, _STATE, _TIME = "columns/paths", "columns", "columns/time"
_WIDTH, _EVENT = 110, 140
"""Pixels of a new column, and the least that is left to the event's."""


class ColumnCommands(QObject):
    """Connects the header, the model and the settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._list = window.pane.list
        self._table = window.live.table
        self._header = self._list.horizontalHeader()
        self.arrangement = ColumnArrangement(self._list)
        self._time = Time()
        self._file: File | None = None
        self.values = PathValues(self)
        self._table.value_of = self.values.text
        window.pane.value_of = self.values.value
        window.pane.column_unwanted.connect(self.remove)
        self.values.changed.connect(self._list.viewport().update)
        self.values.failed.connect(window.live.trouble)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(
            lambda place: self._pop_up(self._header.mapToGlobal(place))
        )
        self.sorting = Sorting(window.live, self)
        self._header.sectionClicked.connect(self.sorting.toggle)
        self._list.followed.connect(self.sorting.leave)
        self.sorting.changed.connect(self._show_order)
        self.sorting.failed.connect(window.live.trouble)
        self._list.chosen.connect(self._note_selected)
        window.detail.column_wanted.connect(self.add)
        window.live.changed.connect(self._follow)

    def restore(self) -> None:
        """Arranges the columns as they were left."""
        for path in self._kept_paths():
            self._table.add_path(path)
        state = self._window.settings.data(_STATE)
        if state:
            self._header.restoreState(QByteArray(state))
            self._header.setSectionsMovable(True)  # an older state says it is not
            self._header.setSectionsClickable(True)
            self._header.setSortIndicatorShown(False)  # each session begins in order of arrival
            self._list.spare.fit()
        try:
            mode = TimeMode(self._window.settings.text(_TIME))
        except ValueError:
            mode = TimeMode.CLOCK
        self._window.actions_by_id[f"time-{mode.value}"].setChecked(True)
        self.tell_time(mode)

    def keep(self) -> None:
        """Remembers how they are arranged."""
        self._list.spare.bring_back()
        self._window.settings.keep(_STATE, bytes(self._header.saveState().data()))
        self._list.spare.fit()
        self._window.settings.keep(
            _PATHS, json.dumps([spelled(each) for each in self._table.paths])
        )

    def add(self, path: Path) -> None:
        """Makes the values at a path a column, and shows it."""
        if path not in self._table.paths and len(self._table.paths) < MOST_PATHS:
            self._table.add_path(path)
            column = self._table.columnCount() - 1
            self._header.resizeSection(column, SCALE.pixels(_WIDTH))
            self._header.moveSection(
                self._header.visualIndex(column), self._header.visualIndex(Column.USER)
            )
            self._make_room_for_event()
            self._follow()
        if path not in self._table.paths:
            self._window.notices.show_notice(notices.no_more_columns(MOST_PATHS))
        else:
            column = len(TITLES) + self._table.paths.index(path)
            self._header.showSection(column)
            self._list.scrollTo(self._table.index(self._list.rowAt(0), column))

    def _make_room_for_event(self) -> None:
        """The event's column takes what is left, but not less than it takes to read a name."""
        self._list.spare.fit()
        if self._header.sectionSize(Column.EVENT) < SCALE.pixels(_EVENT):
            self._header.setSectionResizeMode(Column.EVENT, QHeaderView.ResizeMode.Interactive)
            self._header.resizeSection(Column.EVENT, SCALE.pixels(_EVENT))

    def remove(self, path: Path) -> None:
        """Takes the column of a path away."""
        self._table.remove_path(path)
        self._follow()

    def tell_time(self, mode: TimeMode) -> None:
        """Says the time in this way from now on."""
        self._time.mode = mode
        self._table.tell_time(self._time, TIME_TITLES[mode])
        self._window.settings.keep(_TIME, mode.value)
        self._note_selected(self._list.selected_number())
        self._list.viewport().update()

    def sort_by_next(self) -> None:
        """Sorts by the next column that is shown and can be sorted by; by the first where none is."""
        shown = [
            column
            for column in self.arrangement.in_order
            if self.arrangement.is_shown(column)
            and (column >= len(TITLES) or Column(column) in SORTABLE)
        ]
        now = self.sorting.column
        self.sorting.toggle(
            shown[(shown.index(now) + 1) % len(shown)] if now in shown else shown[0]
        )

    def turn_order(self) -> None:
        """Sorts the other way round, and then in order of arrival."""
        if self.sorting.column is not None:
            self.sorting.toggle(self.sorting.column)

    def _show_order(self) -> None:
        sorting = self.sorting
        self._list.show_sorting(
            busy=sorting.is_busy, column=sorting.column, descending=sorting.descending
        )

    def menu(self) -> QMenu:
        """Which columns are shown; those of paths can be taken away."""
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        arrangement = self.arrangement
        for column in arrangement.in_order:
            left_out = " (no room)" if arrangement.is_left_out(column) else ""
            action = menu.addAction(f"{arrangement.name(column)}{left_out}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(arrangement.is_shown(column))
            action.setEnabled(arrangement.may_be_hidden(column))
            action.toggled.connect(partial(self._show, column))
        menu.addSeparator()
        for path in self._table.paths:
            name = self._table.title(len(TITLES) + self._table.paths.index(path))
            words = f"Take away {name}".replace("&", "&&")
            menu.addAction(words, partial(self.remove, path))
        menu.addAction("All columns as at first", self._reset)
        menu.addSeparator()
        menu.addAction(self._window.actions_by_id["columns"])
        return menu

    def arrange(self) -> ColumnsDialog:
        """Shows the columns one below the other, to arrange them by the keyboard as well."""
        dialog = ColumnsDialog(self.arrangement, self._window)
        dialog.path_wanted.connect(self.add)
        dialog.path_unwanted.connect(self.remove)
        dialog.reset_wanted.connect(self._reset)
        self._window.live.learned.connect(dialog.know)
        self._window.live.learn()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def close(self) -> None:
        """Ends the reading."""
        self.values.close()
        self.sorting.close()

    def _pop_up(self, place: QPoint) -> None:
        self.menu().popup(place)

    def _show(self, column: int, shown: bool) -> None:  # noqa: FBT001 - a signal's
        self.arrangement.show(column, shown=shown)

    def _reset(self) -> None:
        self.arrangement.reset()
        self._follow()

    def _note_selected(self, number: int | None) -> None:
        row = None if number is None else self._table.listing.row(number)
        line = None if row is None else self._table.line(row)
        self._time.selected_at = line.row.received_at if line else None
        if self._time.mode is TimeMode.SELECTED:
            self._list.viewport().update()

    def _follow(self) -> None:
        """Reads of the session that is shown."""
        reader = self._window.live.reader
        file = reader.path if reader else None
        self.values.read_from(file, self._table.paths)
        if file != self._file:
            self._file, self._time.start_at = file, None
        if reader and self._time.start_at is None and self._table.listing.newest:
            try:
                self._time.start_at = reader.rows(1, 1)[0].received_at
            except (SessionError, IndexError) as error:
                self._time.start_at = 0
                self._window.live.trouble.emit(error)

    def _kept_paths(self) -> list[Path]:
        try:
            kept = json.loads(self._window.settings.text(_PATHS, "[]"))
            paths = [path_of(each) for each in kept if isinstance(each, str)]
        except (ValueError, PathError, TypeError):
            return []
        return list(dict.fromkeys(paths))[:MOST_PATHS]
