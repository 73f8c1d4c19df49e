"""The groups as the window shows them: one dialog, which is counted for as long as it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.errors import SessionError
from debugger.events import Source
from debugger.payload.pointer import split
from debugger.payload.text import visible
from debugger.query.tree import ANY
from debugger.query.writing import path_name
from debugger.session.groups import Grouping, filter_for
from debugger.session.rows import label
from debugger.sources.sender import sender_of
from debugger.window import notices
from debugger.window.background.group_calls import Chosen
from debugger.window.background.grouping import GroupCounting
from debugger.window.panels.groups_dialog import GroupsDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class GroupCommands:
    """Connects the dialog, the session, the list and the filter."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._counting = GroupCounting(window)
        self._counting.failed.connect(self._show_trouble)
        self._dialog: GroupsDialog | None = None
        window.live.changed.connect(self._follow)
        window.live.judged.connect(self._counting.count_anew)

    def open(self, grouping: Grouping) -> GroupsDialog:
        """Shows the groups by this, beside the window; there is one dialog."""
        if self._dialog is None:
            self._dialog = self._made()
            self._follow()
        self._dialog.begin(grouping)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def close(self) -> None:
        """Ends the thread: the window closes."""
        self._counting.close()

    def _rest(self) -> None:
        """The dialog has gone: its thread is not waited for, which may be in the middle of something."""
        if self._dialog is not None:
            self._counting.changed.disconnect(self._dialog.show_told)
        self._dialog = None
        self._counting.rest()

    def _made(self) -> GroupsDialog:
        window = self._window
        dialog = GroupsDialog(self._counting, self._name_of, window.appearance.theme, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._rest)
        dialog.event_chosen.connect(window.commands.go_to)
        dialog.group_wanted.connect(self._filter)
        dialog.property_wanted.connect(self._filter_property)
        window.appearance.changed.connect(dialog.set_theme)
        return dialog

    def _filter(self, chosen: Chosen) -> None:
        """Shows the calls of a group alone."""
        if chosen.source is not None:
            self._window.source_commands.only(sender_of(chosen.source))
        else:
            self._window.filter_bar.look_for(filter_for(chosen.grouping, chosen.key))

    def _filter_property(self, chosen: Chosen, pointer: str) -> None:
        """Shows those calls of an event alone that have a property."""
        path = tuple(ANY if part == "*" else part for part in split(pointer))
        typed = filter_for(chosen.grouping, chosen.key)
        self._window.filter_bar.look_for(f"{typed} has:{path_name(path)}")

    def _name_of(self, source: Source) -> str:
        """What the person or the program calls a source."""
        look = self._window.sources.look_of(source)
        return visible(look.name if look else label(source)) or "Unknown"

    def _show_trouble(self, error: SessionError) -> None:
        self._window.notices.show_notice(notices.unreadable(error))

    def _follow(self) -> None:
        live = self._window.live
        if self._dialog is not None and live.reader is not None:
            self._counting.follow(live.reader.path, live.table.listing.newest)
