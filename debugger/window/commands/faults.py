"""Faults as the window simulates them: asked for in a dialog, and told loudly as long as they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.payload.text import visible
from debugger.window import notices
from debugger.window.capturing.sink_process import SimulatedFault
from debugger.window.panels.faults_dialog import FaultsDialog
from debugger.wire.faults import parsed

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class FaultCommands:
    """Connects the dialog, the receiver and the notice."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dialog: FaultsDialog | None = None
        self._in_force: list[SimulatedFault] = []
        window.capture.faults.connect(self._tell)

    def open(self) -> FaultsDialog:
        """Asks what is to go wrong; there is one dialog."""
        if self._dialog is None:
            self._dialog = FaultsDialog(self._window)
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.destroyed.connect(self._forget)
            self._dialog.started.connect(self._window.capture.simulate)
            self._dialog.stopped.connect(self._window.capture.simulate)
            self._dialog.deliveries_wanted.connect(self._window.delivery_commands.open)
        known = self._window.live.totals.sources
        self._dialog.offer_sources(sorted(known, key=lambda each: -known[each].calls))
        self._dialog.show_state(self._in_force)
        self._dialog.show()
        self._dialog.raise_()
        return self._dialog

    def _forget(self) -> None:
        self._dialog = None

    def _tell(self, in_force: list[SimulatedFault]) -> None:
        self._in_force = in_force
        on = [each for each in in_force if each.left != 0]
        if on:
            words = " ".join(said(each) for each in on)
            notice = notices.faults(
                words, switch_off=self._window.capture.simulate, change=self.open
            )
            self._window.notices.withdraw(notices.FAULTS_OVER)
            self._window.notices.show_notice(notice)
        else:
            self._window.notices.withdraw(notices.FAULTS)
            self._tell_of_the_end(in_force)
        if self._dialog is not None:
            self._dialog.show_state(in_force)

    def _tell_of_the_end(self, used_up: list[SimulatedFault]) -> None:
        if used_up:
            words = " ".join(said(each) for each in used_up)
            show = self._window.delivery_commands.open
            self._window.notices.show_notice(notices.faults_over(words, deliveries=show))


def said(simulated: SimulatedFault) -> str:
    """A fault in force in a sentence."""
    fault = parsed(simulated.fault)
    met = "1 request met it" if simulated.met == 1 else f"{simulated.met:,} requests met it"
    left = "" if not simulated.left else f", {simulated.left:,} more will"
    words = visible(fault.words)
    return f"{words[:1].upper()}{words[1:]}; {met}{left}."
