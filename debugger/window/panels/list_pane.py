"""The left side: the list, or what stands in its place while there is nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from debugger.payload.text import elided, visible
from debugger.query.tree import Path, texts_of
from debugger.window.background.path_values import PathValue
from debugger.window.live import Live
from debugger.window.looks.theme import Theme
from debugger.window.models.cells import Cell, cell_at, cell_of
from debugger.window.models.row_text import TITLES, Column
from debugger.window.panels.connect import ConnectPage
from debugger.window.panels.row_menu import RowMenu
from debugger.window.widgets.empty_page import EmptyPage
from debugger.window.widgets.event_list import EventList
from debugger.window.widgets.findings_bar import FindingsBar


class ListPane(QStackedWidget):
    """The list of a `Live`, the page that says how to connect an app, or why the list is empty."""

    clear_filter = Signal()
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""
    column_unwanted = Signal(object)
    """A path that is to be a column no more."""
    copied_as = Signal(str)
    """The selected call is to be copied in the format of this name."""
    show_cleared = Signal()

    def __init__(
        self,
        live: Live,
        actions: Mapping[str, QAction],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._instead = "", ""
        self.list = EventList(live.table, theme, self)
        self.strip = FindingsBar(theme, self.list)
        self.list.setVerticalScrollBar(self.strip)
        self.list.follow_scroll_bar()
        self.connect_page = ConnectPage(theme, self)
        self.empty = EmptyPage(self)
        for page in (self.list, self.connect_page, self.empty):
            self.addWidget(page)
        self.value_of: Callable[[int, Path], PathValue | None] = lambda _number, _path: None
        """What stands at a path in the event of a number; None until it is read."""
        self._menu = RowMenu(actions, self)
        self._menu.copied_as.connect(self.copied_as)
        self._menu.filter_wanted.connect(self.filter_wanted)
        self._menu.column_unwanted.connect(self.column_unwanted)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.copied.connect(actions["copy-payload"].trigger)
        self.empty.chosen.connect(self._leave_empty)
        live.changed.connect(self.refresh)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self.list.set_theme(theme)
        self.strip.set_theme(theme)
        self.connect_page.set_theme(theme)

    def say_instead(self, title: str, why: str) -> None:
        """Says this where there are no calls, in place of how to connect an app; nothing with an empty title."""
        self._instead = title, why
        self.refresh()

    def take_keyboard(self) -> None:
        """Puts the keyboard into the list, or into what stands in its place."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_copy_as(self) -> None:
        """Asks what to copy the selected call as."""
        self._menu.copy_as.popup(self.list.mapToGlobal(self.list.rect().center()))

    def refresh(self) -> None:
        """Shows the page that fits what there is."""
        listing, needle = self._live.table.listing, self._live.needle
        if len(listing):
            self._show_list()
        elif listing.held:
            self._say(f"Paused · {listing.held:,} held", "Resume to see what came meanwhile.", "")
        elif listing.base and not listing.total:
            cleared = f"{listing.base:,} calls are cleared from view; none were deleted."
            self._say("Waiting for the next call…", cleared, "Show cleared calls")
        elif self._live.is_filtered and listing.total:
            self._say_nothing_found(needle, listing.total)
        elif self._instead[0]:
            self._say(*self._instead, "")
        else:
            self.setCurrentWidget(self.connect_page)

    def _show_list(self) -> None:
        """The focus stays in the pane when the page that had it goes away."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.setCurrentWidget(self.list)
        if had_focus:
            self.list.setFocus()

    def _say_nothing_found(self, needle: str, total: int) -> None:
        shown = elided(visible(needle), 60)
        if not needle:
            self._say(
                "No call of this source in the list",
                f"The {total:,} calls here are of other sources."
                if total > 1
                else "The one call here is of another.",
                "Clear filter",
            )
        elif self._live.progress is not None:
            self._say(f"Searching for {shown} …", f"Among {total:,} calls.", "Clear filter")
        else:
            self._say(f"Nothing matches {shown}", self._why(total), "Clear filter")

    def _why(self, total: int) -> str:
        nothing = self._live.nothing
        among = (
            "The one call here does not match."
            if total == 1
            else f"None of the {total:,} calls here does."
        )
        later = "New calls are looked through as they come."
        if nothing is None or not nothing.term:
            return f"{among} {later}"
        terms = texts_of(self._live.needle, nothing.search.query)
        before = elided(visible(" ".join(terms[: nothing.term])), 60)
        last = elided(visible(terms[nothing.term]), 60)
        calls = "1 call" if nothing.before == 1 else f"{nothing.before:,} calls"
        return f"{before} matches {calls}; with {last} none is left. {later}"

    def _say(self, title: str, why: str, offer: str) -> None:
        self.empty.say(title, why, offer)
        self.setCurrentWidget(self.empty)

    def _leave_empty(self) -> None:
        if self._live.is_filtered and self._live.table.listing.total:
            self.clear_filter.emit()
        else:
            self.show_cleared.emit()

    def _offer(self, place: QPoint) -> None:
        if self.list.selected_number() is not None:
            self._offer_cells(self.list.currentIndex())  # a right click has made it that
            self._menu.popup(self.list.viewport().mapToGlobal(place))

    def _offer_cells(self, index: QModelIndex) -> None:
        """The cell that was clicked, and the others of its row from the left."""
        header = self.list.horizontalHeader()
        places = map(header.logicalIndex, range(header.count()))
        others = [each for each in places if not header.isSectionHidden(each)]
        self._menu.offer(
            self._cell(index.row(), index.column()),
            [
                (self._column_name(each), cell)
                for each in others
                if each != index.column() and (cell := self._cell(index.row(), each))
            ],
        )

    def _cell(self, row: int, column: int) -> Cell | None:
        line = self._live.table.line(row)
        if line is None:
            return None
        if column < len(TITLES):
            return cell_of(line.row, Column(column))
        path = self._live.table.paths[column - len(TITLES)]
        value = self.value_of(line.row.number, path)
        return None if value is None else cell_at(path, value.term, value.text)

    def _column_name(self, column: int) -> str:
        return "Number" if column == Column.NUMBER else self._live.table.title(column)
