"""Sends calls again: asks what, where to and how, shows each answer, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.errors import TrackDebuggerError
from debugger.payload.text import elided, visible
from debugger.window.background.replay_preview import ReplayPreview, preview
from debugger.window.background.task import Task
from debugger.window.capturing.replay_process import (
    Answered,
    Begun,
    ReplayOrder,
    ReplayProcess,
    Totals,
)
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.panels.export_dialog import Scope
from debugger.window.panels.replay_choice import ReplayChoice
from debugger.window.panels.replay_leaving import ReplayLeaving
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label
from debugger.window.widgets.replay_table import ReplayTable
from debugger.wire import keys

_ONCE = "Each request is sent once, and its answer is listed here: nothing is tried again."
_LEAST = (700, 480)
_USUAL = (860, 600)
"""Pixels at the ordinary size of text."""
_PAUSE = 150
"""Milliseconds without another choice, after which its effect is looked at."""


class ReplayDialog(QDialog):
    """Stays open beside the window, so that what comes of it can be watched there."""

    event_chosen = Signal(int)
    """The number of a call that was sent."""
    new_wanted = Signal()
    """The calls that came of it are to be shown."""
    started = Signal(str)
    """Sending begins to this address."""

    def __init__(  # noqa: PLR0913 - what is sent or written, and how
        self,
        session: Path,
        scopes: Sequence[Scope],
        address: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        config: Path | None = None,
    ) -> None:
        """`config` are the project's settings, which say what is private."""
        super().__init__(parent)
        self._session = session
        self._config = config
        self._preview: Task | None = None
        self.setWindowTitle("Send again")
        give_room(self, _LEAST, usual=_USUAL)
        self.choice = ReplayChoice(scopes, address, self)
        self.leaving = ReplayLeaving(self)
        self.process = ReplayProcess(self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("Progress of sending")
        self.progress.hide()
        self.table = ReplayTable(theme, self)
        self._said = label(parent=self)
        self._said.setWordWrap(True)
        self._new = self._button("Go to the new calls", self.new_wanted.emit)
        self._new.hide()
        self.send = self._button("Send", self.ask_or_start)
        self._close = self._button("Close", self.reject)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._look_ahead)
        for part in (self.choice, self.leaving):
            part.changed.connect(self._follow)
        self.process.begun.connect(self._show_begun)
        self.process.answered.connect(self._show_answers)
        self.process.failed.connect(self._say)
        self.process.ended.connect(self._show_end)
        self.table.chosen.connect(self.event_chosen)
        self._follow()

    def order(self, *, consented: bool = False) -> ReplayOrder:
        """What is asked for."""
        choice = self.choice
        return ReplayOrder(
            session=self._session,
            numbers=choice.chosen.numbers,
            to=choice.to.text().strip(),
            pace=choice.pace_asked(),
            new_ids=choice.new_ids(),
            times_now=choice.times_now(),
            alone=choice.alone.isChecked(),
            write_key=choice.key.text().strip(),
            masks=not self.leaving.nothing.isChecked(),
            config=self._config,
            consented=consented,
        )

    def ask_or_start(self) -> None:
        """Sends, and asks once more before where calls leave this machine."""
        if not self.choice.leaves:
            self.start(self.order())
            return
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Send to another machine")
        host = visible(elided(self.choice.host, 80))
        count = len(self.choice.chosen.numbers)
        calls = "1 call" if count == 1 else f"{count:,} calls"
        box.setText(f"Send {calls} to {host}?")
        key = keys.masked(self.choice.key.text().strip())
        box.setInformativeText(f"As write key {key}. {self.leaving.masked()}")
        yes = box.addButton("Send", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(partial(self.start, self.order(consented=True)))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def start(self, order: ReplayOrder) -> None:
        """Sends what was agreed to."""
        self.table.rows.clear()
        self._new.hide()
        self.progress.setRange(0, 0)
        self._say("Connecting…")
        self._show_busy(busy=True)
        self.started.emit(order.to)
        self.process.start(order)

    def said(self) -> str:
        """How it goes, or went."""
        return self._said.text()

    def offer_new(self) -> None:
        """There are calls that came of it."""
        self._new.show()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.table.rows.set_theme(theme)

    def stop(self) -> None:
        """Leaves nothing running."""
        self.process.close()
        self._end_preview()

    def reject(self) -> None:
        """Stops what is being sent; closes otherwise."""
        if self.process.running:
            self.process.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leaves nothing running behind."""
        self._later.stop()
        self.stop()
        super().done(result)

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(6 * GRID)
        halves.addWidget(self.choice, 1)
        halves.addWidget(self.leaving, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addLayout(halves)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        column.addWidget(self._said)
        column.addLayout(foot(self.send, self._close, others=[self._new]))

    def _follow(self) -> None:
        """Says what the choice means, and offers to send only where it can be sent."""
        choice = self.choice
        if choice.leaves:
            self.leaving.show_leaving(choice.host)
            self._later.start()
        elif choice.host:
            self.leaving.show_here()
        else:
            self.leaving.show_nowhere()
        if not self.process.running:
            self._say(choice.problem or _ONCE)
            self.send.setEnabled(not choice.problem)
            self.send.setText("Send…" if choice.leaves else "Send")

    def _look_ahead(self) -> None:
        self._end_preview()
        if self.choice.leaves and not self.leaving.nothing.isChecked():
            look = partial(preview, self._session, self.choice.chosen.numbers, self._config)
            self._preview = Task(look, self)
            self._preview.done.connect(self._show_preview)
            self._preview.failed.connect(self._show_trouble)
            self._preview.start()

    def _end_preview(self) -> None:
        if self._preview is not None:
            self._preview.done.disconnect(self._show_preview)
            self._preview.stop()
            self._preview = None

    def _show_preview(self, found: ReplayPreview | None) -> None:
        if found is not None and self.choice.leaves and not self.leaving.nothing.isChecked():
            self.leaving.show_preview(found)

    def _show_trouble(self, error: TrackDebuggerError) -> None:
        self._say(str(error))

    def _show_begun(self, begun: Begun) -> None:
        self.progress.setRange(0, max(1, begun.requests))
        self.progress.setValue(0)
        requests = "1 request" if begun.requests == 1 else f"{begun.requests:,} requests"
        here = "" if begun.leaves_this_machine else " It is this machine: nothing is masked."
        foreign = here if self.choice.leaves else ""
        takes = f" At this pace it takes {begun.seconds:,.0f} s." if begun.seconds >= 1 else ""
        self._say(f"Sending {requests} to {begun.to}.{foreign}{takes}")

    def _show_answers(self, answers: Sequence[Answered]) -> None:
        self.table.add(answers)
        self.progress.setValue(self.progress.value() + len(answers))

    def _show_end(self, totals: Totals | None) -> None:
        self._show_busy(busy=False)
        if totals is not None:
            self._say(_words(totals))

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.choice.setDisabled(busy)
        self.leaving.nothing.setDisabled(busy)
        self.send.setDisabled(busy or bool(self.choice.problem))
        self._close.setText("Stop" if busy else "Close")
        self._close.setAccessibleName(self._close.text())

    def _say(self, text: str) -> None:
        self._said.setText(visible(text))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without Qt's `checked`
        return button


def _words(totals: Totals) -> str:
    told = [f"{totals.accepted:,} of {totals.requests:,} accepted"]
    if totals.refused:
        told.append(f"{totals.refused:,} refused")
    if totals.failed:
        told.append(f"{totals.failed:,} without an answer")
    if totals.under_way:
        told.append(f"{totals.under_way:,} under way, which may have arrived")
    stopped = "Stopped. " if totals.stopped else ""
    again = " Nothing is tried again." if totals.refused or totals.failed else ""
    return f"{stopped}{', '.join(told)}.{again}"
