"""What each action of the table does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from debugger.errors import SessionError
from debugger.export import Options
from debugger.session.groups import Grouping
from debugger.session.rows import StoredEvent
from debugger.window import notices
from debugger.window.about import About, ShortcutSheet
from debugger.window.actions.table import FOLLOWING, MARKS
from debugger.window.background.stepping import Stepper
from debugger.window.commands import copying, detail
from debugger.window.commands.appearance import AppearanceCommands
from debugger.window.commands.context_menu import open_context_menu
from debugger.window.commands.palette import PaletteCommands
from debugger.window.commands.unfinished import UnfinishedCommands
from debugger.window.commands.welcome import WelcomeCommands
from debugger.window.models.time_modes import TimeMode
from debugger.window.panels.compare_dialog import CompareDialog
from debugger.window.panels.connect import ConnectDialog
from debugger.window.panels.connection_dialog import ConnectionDialog
from debugger.window.panels.devices_dialog import DevicesDialog
from debugger.window.panels.export_dialog import ExportDialog, Scope
from debugger.window.widgets.demo_offer import demo_page

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


Dialog = TypeVar("Dialog", bound=QDialog)


class Commands:
    """What an action asks of the parts of the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.welcome = WelcomeCommands(window)
        self.unfinished = UnfinishedCommands(window)
        self._stepper = Stepper(window)
        self._stepper.found.connect(self._go_to_found)
        self._stepper.failed.connect(
            lambda error: window.notices.show_notice(notices.unreadable(error))
        )

    def close(self) -> None:
        """Ends what is looked for."""
        self._stepper.close()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What to do, by the id of the action."""
        return {
            "connect": self.connect,
            "devices": self.devices,
            "export": self.export,
            "unfinished": self.unfinished.open,
            "new-window": lambda: self._window.files.new_window(),  # noqa: PLW0108 - not made yet
            "open": lambda: self._window.files.ask_what_to_open(),  # noqa: PLW0108
            "import": lambda: self._window.imports.ask_what_to_import(),  # noqa: PLW0108
            "paste": lambda: self._window.imports.paste(),  # noqa: PLW0108
            "sessions": lambda: self._window.files.sessions(),  # noqa: PLW0108
            "compare-sessions": lambda: self._window.files.ask_what_to_compare(),  # noqa: PLW0108
            "save-copy": lambda: self._window.files.ask_where_to_copy(),  # noqa: PLW0108
            "go-on": lambda: self._window.files.go_on(),  # noqa: PLW0108
            "close": self._window.close,
            "quit": self._window.windows.close_all,
            "copy-payload": lambda: self._copy(copying.payload_text),
            "copy-name": lambda: self._copy(lambda event: event.row.name or ""),
            "copy-row": lambda: self._copy(
                lambda event: copying.row_text(event, self._window.rules.private)
            ),
            "copy-as": lambda: self._window.pane.offer_copy_as(),  # noqa: PLW0108 - not made yet
            "context-menu": open_context_menu,
            "copy-address": lambda: _to_clipboard(self._window.capture.address),
            "filter": lambda: self._window.filter_bar.focus(),  # noqa: PLW0108 - not made yet
            "switch-filter": lambda: self._window.filter_bar.switch(),  # noqa: PLW0108
            "clear-filter": self.leave_filter,
            "undo-clear": self.undo_clear,
            "newest": lambda: self._window.pane.list.follow(),  # noqa: PLW0108
            "show-cleared": self.show_cleared,
            "to-list": lambda: self._window.pane.take_keyboard(),  # noqa: PLW0108 - not made yet
            "to-notice": lambda: self._window.notices.go_to_newest(),  # noqa: PLW0108
            "details": self.toggle_details,
            "sources": lambda: self._window.status.sources.open_menu(),  # noqa: PLW0108 - not made yet
            "timeline": lambda: self._window.timeline_commands.toggle(),  # noqa: PLW0108 - not made yet
            "timeline-all": lambda: self._window.timeline_commands.toggle_behind(),  # noqa: PLW0108
            "to-timeline": lambda: self._window.timeline_commands.focus(),  # noqa: PLW0108
            **{f"time-{each.value}": partial(self._tell_time, each) for each in TimeMode},
            "sort-next": lambda: self._window.column_commands.sort_by_next(),  # noqa: PLW0108
            "sort-turn": lambda: self._window.column_commands.turn_order(),  # noqa: PLW0108
            "sort-none": lambda: self._window.column_commands.sorting.leave(),  # noqa: PLW0108
            "columns": lambda: self._window.column_commands.arrange(),  # noqa: PLW0108 - not made yet
            **{f"group-{each.value}": partial(self._group_by, each) for each in Grouping},
            "reveal-keys": self.reveal_or_mask_keys,
            **AppearanceCommands(self._window).slots(),
            "full-screen": self._toggle_full_screen,
            **self._slots_of_the_call(),
            **{name: partial(self._mark, name) for name in MARKS},
            **{name: partial(self._follow, name) for name in FOLLOWING},
            "sample": lambda: self._window.imports.open_sample(),  # noqa: PLW0108 - not made yet
            "welcome": self.welcome.open,
            "notify": lambda: self._window.notify_commands.open(),  # noqa: PLW0108 - not made yet
            "palette": PaletteCommands(self._window).open,
            "pause": self.pause_or_resume,
            "clear": self.clear,
            "faults": lambda: self._window.fault_commands.open(),  # noqa: PLW0108
            "replay": lambda: self._window.replay_commands.open(),  # noqa: PLW0108
            "deliveries": lambda: self._window.delivery_commands.open(),  # noqa: PLW0108
            "rules": lambda: self._window.rule_commands.open_rules(),  # noqa: PLW0108
            "judge-anew": lambda: self._window.rule_commands.judge_anew(),  # noqa: PLW0108
            "connection": self.connection,
            "restart": lambda: self._window.capture.restart(),  # noqa: PLW0108
            "demo": self.open_demo,
            "shortcuts": lambda: _opened(ShortcutSheet(self._window)),
            "about": lambda: _opened(About(self._window.capture.sessions, self._window)),
        }

    def _slots_of_the_call(self) -> Mapping[str, Callable[[], object]]:
        """What to do with the call that is shown; the pane that shows it is made after the actions."""
        return {
            **detail.slots(lambda: self._window.detail),
            "why": lambda: self._window.rule_commands.why_lit(),  # noqa: PLW0108
            "finding-menu": lambda: self._window.detail.open_menu_of_lit(),  # noqa: PLW0108
            "next-call": lambda: self._window.pane.list.step(1),
            "previous-call": lambda: self._window.pane.list.step(-1),
            "next-call-with-finding": lambda: self.go_to_finding(after=True),
            "previous-call-with-finding": lambda: self.go_to_finding(after=False),
            "compare": self.compare,
            "own-window": lambda: self._window.call_windows.show_selected(),  # noqa: PLW0108
        }

    def _follow(self, name: str) -> None:
        """Goes to another call; the part that does it is made after the actions."""
        self._window.follow_commands.slots()[name]()

    def _tell_time(self, mode: TimeMode) -> None:
        """Says the time of calls in another way; the part that does it is made after the actions."""
        self._window.column_commands.tell_time(mode)

    def _group_by(self, grouping: Grouping) -> None:
        """Shows the session in groups; the part that does it is made after the actions."""
        self._window.group_commands.open(grouping)

    def _mark(self, name: str) -> None:
        """Marks the selected calls; the part that does it is made after the actions."""
        self._window.mark_commands.slots()[name]()

    def compare(self) -> CompareDialog:
        """Shows beside the window where two selected calls differ, or the selected one and the one before it.

        Says how to choose them where there are none.
        """
        window = self._window
        reader = window.live.reader
        numbers = window.pane.list.selected_numbers()
        before = window.follow_commands.before
        if len(numbers) == 1 and before is not None:
            numbers = [before, *numbers]
        dialog = CompareDialog(
            reader.path if reader is not None else None,
            numbers,
            window.appearance.theme,
            window,
        )
        window.appearance.changed.connect(dialog.set_theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def connect(self) -> ConnectDialog:
        """Shows what to paste into an app."""
        dialog = ConnectDialog(
            self._window.appearance.theme,
            self._window.settings.text("connect/language"),
            self._window,
        )
        capture = self._window.capture
        dialog.page.set_address(
            capture.address_to_be,
            secure=capture.secure_address,
            listens=bool(capture.address),
        )
        dialog.page.language_changed.connect(
            lambda name: self._window.settings.keep("connect/language", name)
        )
        return _opened(dialog)

    def open_demo(self) -> None:
        """Opens the demo shop in the browser; while nothing listens, shows why."""
        address = self._window.capture.address
        if address:
            QDesktopServices.openUrl(QUrl(demo_page(address)))
        else:
            self.connection()

    def devices(self) -> DevicesDialog:
        """Shows how to trust the certificate, and how phones and emulators send."""
        window = self._window
        return _opened(
            DevicesDialog(window.capture, window.appearance.theme, window.settings, window)
        )

    def connection(self) -> ConnectionDialog:
        """Shows beside the window where apps can send to, and what keeps their calls away."""
        window = self._window
        for shown in window.findChildren(ConnectionDialog):
            shown.raise_()
            shown.activateWindow()
            return shown
        dialog = ConnectionDialog(
            window.observations, window.self_test, window.appearance.theme, window
        )
        window.appearance.changed.connect(dialog.set_theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def export(self) -> ExportDialog | None:
        """Asks what to export; None while there is no session."""
        if self._window.live.reader is None:
            return None
        dialog = ExportDialog(
            self._window.live.reader.path,
            self.scopes(),
            self._window.settings,
            self._window.capture.address_to_be,
            self._window,
            private=self._window.rules.private,
        )
        return _opened(dialog)

    def pause_or_resume(self) -> None:
        """Holds the list, or shows what was held."""
        if self._window.live.table.listing.paused:
            self._window.live.resume()
        else:
            self._window.live.pause()

    def clear(self) -> None:
        """Hides what is in the list, and offers to show it again."""
        self._window.live.clear()
        if self._window.live.cleared:
            self._window.notices.show_notice(
                notices.cleared(self._window.live.cleared, undo=self.undo_clear)
            )

    def undo_clear(self) -> None:
        """Shows again what the last clear hid."""
        self._window.notices.withdraw(notices.CLEARED)
        self._window.live.show_cleared(only_last=True)

    def show_cleared(self) -> None:
        """Shows every call of the session."""
        self._window.notices.withdraw(notices.CLEARED)
        self._window.live.show_cleared()

    def leave_filter(self) -> None:
        """Shows all calls again and goes back to the list."""
        self._window.filter_bar.clear()
        self._window.pane.list.setFocus()

    def go_to(self, number: int) -> None:
        """Selects a call; where the list hides it, offers to show it."""
        if self._window.pane.list.select(number):
            self._window.notices.withdraw(notices.HIDDEN)
        else:
            self._window.notices.show_notice(
                notices.hidden(number, show=lambda: self._show_hidden(number))
            )

    def go_to_finding(self, *, after: bool) -> None:
        """Selects the next call in the list in which something is found, or the one before."""
        live = self._window.live
        if live.reader is not None:
            start = self._window.pane.list.selected_number()
            self._stepper.step(live.reader.path, live.table.listing, start, after=after)

    def _go_to_found(self, number: int | None) -> None:
        if number is None:
            self._window.notices.show_notice(notices.nothing_found())
        else:
            self.go_to(number)

    def go_to_payload(self) -> None:
        """Puts the keyboard into the selected call's payload, and shows it first where it is switched off."""
        window = self._window
        if window.pane.list.selected_number() is not None:
            if not window.actions_by_id["details"].isChecked():
                window.actions_by_id["details"].trigger()
            window.detail.go_to_payload()

    def toggle_details(self) -> None:
        """Remembers whether the details are wanted, and shows or hides them."""
        wanted = self._window.actions_by_id["details"].isChecked()
        self._window.settings.keep("details", int(wanted))
        self.show_or_hide_details()

    def reveal_or_mask_keys(self) -> None:
        """Shows write keys whole in this window, or masked again; it is not remembered."""
        wanted = self._window.actions_by_id["reveal-keys"].isChecked()
        self._window.detail.reveal_keys(wanted=wanted)

    def show_or_hide_details(self) -> None:
        """Shows the details where they are wanted and there are calls to select."""
        empty = self._window.pane.currentWidget() is self._window.pane.connect_page
        self._window.detail.setHidden(
            empty or not self._window.actions_by_id["details"].isChecked()
        )

    def _show_hidden(self, number: int) -> None:
        """Takes off the filter, and shows what was cleared only where that is not enough."""
        self._window.filter_bar.clear()
        listing = self._window.live.table.listing
        if number > listing.head:
            self._window.live.resume()
        if listing.row(number) is None:
            self._window.live.show_cleared()
        self._window.pane.list.select(number)

    def scopes(self) -> list[Scope]:
        """The sets of calls that something can be done with, the widest first."""
        listing = self._window.live.table.listing
        scopes = [Scope(title="All calls of the session", numbers=range(1, listing.newest + 1))]
        if listing.hits is not None:
            live = self._window.live
            source = live.source.library if live.source else ""
            chosen = " · ".join(filter(None, (live.needle, source)))
            scopes.append(
                Scope(
                    title="What the filter leaves",
                    numbers=listing.hits[:],
                    kind="filter",
                    filter=chosen,
                )
            )
        elif listing.base:
            scopes.append(
                Scope(
                    title="What is in the list",
                    numbers=range(listing.base + 1, listing.head + 1),
                    kind="selection",
                )
            )
        selected = self._window.pane.list.selected_numbers()
        if selected:
            scopes.append(Scope(title="The selection", numbers=selected, kind="selection"))
        return scopes

    def _copy(self, text: Callable[[StoredEvent], str]) -> None:
        number = self._window.pane.list.selected_number()
        if number is None or self._window.live.reader is None:
            return
        try:
            _to_clipboard(text(self._window.live.reader.event(number)))
        except SessionError as error:
            self._window.notices.show_notice(notices.unreadable(error))

    def copy_as(self, format_name: str) -> None:
        """Copies the selected call in a format of the exports."""
        options = Options(host=self._window.capture.address_to_be)
        private = self._window.rules.private
        self._copy(lambda event: copying.text_as(event, format_name, options, private))

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()


def _opened(dialog: Dialog) -> Dialog:
    """Opens a dialog that is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _to_clipboard(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
