"""The calls that a main window has opened in windows of their own."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from debugger.errors import SessionError
from debugger.session.reader import SessionReader
from debugger.window.call_window import CallWindow

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_STEP = 28
"""Pixels by which a window stands off the one before."""


class CallWindows:
    """Opens them, keeps them up to date, and closes them with the main window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.open: list[CallWindow] = []
        """In the order in which they were opened."""
        window.appearance.changed.connect(self._set_theme)
        window.actions_by_id["reveal-keys"].toggled.connect(self._reveal_keys)

    def show_selected(self) -> CallWindow | None:
        """Opens the selected call in a window of its own, or shows the one that it is in."""
        number, reader = self._window.pane.list.selected_number(), self._window.live.reader
        if number is None or reader is None:
            return None
        for shown in self.open:
            if (shown.number, shown.session) == (number, reader.path):
                shown.raise_()
                shown.activateWindow()
                return shown
        try:
            event = reader.event(number)
        except (SessionError, LookupError) as error:
            self._window.notices.show_notice(self._window.files.trouble(error))
            return None
        made = CallWindow(
            event,
            reader.path,
            self._window.appearance.theme,
            self._window.settings,
            partial(_body, reader.path),
        )
        made.detail.make_menu = self._window.detail.make_menu
        made.detail.reveal_keys(wanted=self._window.actions_by_id["reveal-keys"].isChecked())
        made.detail.filter_wanted.connect(self._window.filter_bar.add)
        made.detail.column_wanted.connect(self._window.detail.column_wanted)
        made.detail.session.event_chosen.connect(self._window.commands.go_to)
        made.closed.connect(self.open.remove)
        self._place(made)
        self.open.append(made)
        made.show()
        return made

    def judged_anew(self, reader: SessionReader, judged: int) -> None:
        """Shows what is found now in the calls up to a number. Raises `SessionError`."""
        for shown in self.open:
            if shown.session == reader.path and shown.number <= judged:
                shown.detail.show_again(reader.event(shown.number))

    def close(self) -> None:
        """Closes all of them."""
        for shown in list(self.open):
            shown.close()

    def _place(self, made: CallWindow) -> None:
        before = self.open[-1] if self.open else self._window
        made.move(before.x() + _STEP, before.y() + _STEP)

    def _set_theme(self, theme: object) -> None:
        for shown in self.open:
            shown.set_theme(self._window.appearance.theme)
        del theme

    def _reveal_keys(self, wanted: bool) -> None:  # noqa: FBT001 - Qt calls it so
        for shown in self.open:
            shown.detail.reveal_keys(wanted=wanted)


def _body(session: Path, number: int) -> bytes:
    """The whole request, read by itself: the main window may show another session by now."""
    with closing(SessionReader.open(session)) as reader:
        return reader.body(number)
