"""What the person puts on calls: a star, a colour, a note; and takes that back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt

from debugger.errors import SessionError
from debugger.session.marks import NO_MARK, Colour
from debugger.window import notices
from debugger.window.background.marking import Marked, Marker, Marks, Plan, star_or_not
from debugger.window.panels.note_dialog import NoteDialog
from debugger.window.widgets.notice import Notice

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class MarkCommands:
    """Connects the actions with the session, and the list and the details with what came of them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.marker = Marker(window.capture, window)
        self.marker.marked.connect(self._show)
        self.marker.kept.connect(window.live.marked)
        self.marker.failed.connect(lambda error: self._tell(notices.not_marked(error)))
        window.capture.sink.marked.connect(lambda _count: self._read_again())
        window.detail.header.mark.edit_wanted.connect(self.edit_note)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What to do, by the id of the action."""
        return {
            "star": lambda: self._change(star_or_not),
            **{
                f"colour-{colour.value}": partial(self._change, partial(_coloured, colour))
                for colour in Colour
            },
            "colour-none": lambda: self._change(partial(_coloured, None)),
            "note": self.edit_note,
            "clear-marks": lambda: self._change(_cleared),
        }

    def edit_note(self) -> NoteDialog | None:
        """Asks for a note on the selected calls; None where none is selected."""
        numbers = self._window.pane.list.selected_numbers()
        reader = self._window.live.reader
        if not numbers or reader is None:
            return None
        try:
            notes = {row.mark.note for row in reader.rows_at(numbers[:_MOST_LOOKED_AT])}
        except SessionError as error:
            self._tell(notices.unreadable(error))
            return None
        dialog = NoteDialog(numbers, notes, self._window)
        dialog.written.connect(lambda note: self._change(partial(_noted, note), numbers))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _change(self, plan: Plan, numbers: Sequence[int] | None = None) -> None:
        session = self._window.session
        chosen = self._window.pane.list.selected_numbers() if numbers is None else numbers
        if session is not None and chosen:
            self.marker.change(session, chosen, plan)

    def _show(self, marked: Marked) -> None:
        self._read_again()
        if marked.loses_a_note:
            self._tell(
                notices.note_cleared(len(marked.before), undo=lambda: self.marker.take_back(marked))
            )

    def _read_again(self) -> None:
        """The list, and the call that is shown, say what is kept now."""
        window = self._window
        window.live.table.read_again()
        number, reader = window.detail.number, window.live.reader
        if number is None or reader is None:
            return
        try:
            for row in reader.rows_at([number]):
                window.detail.header.mark.show_mark(row.mark)
        except SessionError as error:
            self._tell(notices.unreadable(error))

    def _tell(self, notice: Notice) -> None:
        self._window.notices.show_notice(notice)


_MOST_LOOKED_AT = 500
"""Calls whose notes are compared before one is written for all."""


def _coloured(colour: Colour | None, before: Marks) -> Marks:
    return {number: replace(mark, colour=colour) for number, mark in before.items()}


def _noted(note: str, before: Marks) -> Marks:
    return {number: replace(mark, note=note) for number, mark in before.items()}


def _cleared(before: Marks) -> Marks:
    return dict.fromkeys(before, NO_MARK)
