"""Two calls side by side, beside the window: where they differ, and all the rest when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from debugger.comparing.payloads import MOST, Difference, Way, aligned
from debugger.errors import TrackDebuggerError
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.window.background.task import Report, Task
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_columns, give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.difference_rows import Column, DifferenceRows
from debugger.window.widgets.empty_page import EmptyPage
from debugger.window.widgets.labels import label
from debugger.window.widgets.plain_table import PlainTable

_TEACH = (
    "Click one call in the list and hold Ctrl while you click another, or hold Shift and press an arrow. With one "
    "call selected, it is compared with the one that you looked at before. Each place at which they differ "
    "stands in a row, however their members are ordered."
)

_SAME = "But for messageId and the timestamps, which differ from call to call, nothing differs."


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two calls, value beside value."""

    names: tuple[str, str]
    places: Sequence[Difference]


class CompareDialog(QDialog):
    """Compares the calls of two numbers; without two it says how to choose them."""

    def __init__(
        self, session: Path | None, numbers: Sequence[int], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare two calls")
        give_room(self, (640, 360), usual=(960, 520))
        self.rows = DifferenceRows(theme, self)
        self.table = PlainTable(self.rows, name="Differences of two calls", parent=self)
        self.summary = label(tone="muted")
        self.only_differences = QCheckBox("&Only differences", self)
        self.volatile = QCheckBox("&Volatile fields", self)
        self.empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._compared: _Compared | None = None
        self._lay_out()
        self._task: Task | None = None
        if session is None or len(numbers) != 2:
            self._say("Select two calls to compare", _TEACH)
            return
        self._say("Comparing…", "")
        self._task = Task(lambda report: _compared(session, numbers, report), self)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._fail)
        self.finished.connect(self._task.stop)
        self._task.start()

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme's colours."""
        self.rows.set_theme(theme)

    def _lay_out(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.WAY, QHeaderView.ResizeMode.Fixed)
        give_columns(header, {Column.WAY: 112})
        self.only_differences.setChecked(True)
        self.only_differences.setToolTip("Leave out what is the same in both")
        self.volatile.setToolTip(
            "messageId and the timestamps, which differ from call to call whatever the app does"
        )
        for box in (self.only_differences, self.volatile):
            box.toggled.connect(self._fill)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, 3 * GRID, EDGE, 3 * GRID)
        foot.setSpacing(3 * GRID)
        foot.addWidget(self.summary, 1)
        for widget in (self.volatile, self.only_differences, close):
            foot.addWidget(widget)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        whole.addLayout(foot)

    def _say(self, title: str, text: str) -> None:
        self.empty.say(title, text, "")
        self._pages.setCurrentWidget(self.empty)
        for box in (self.only_differences, self.volatile):
            box.setEnabled(False)

    def _show(self, compared: object) -> None:
        if not isinstance(compared, _Compared):
            return
        self._compared = compared
        self.only_differences.setEnabled(True)
        folded = sum(1 for each in compared.places if each.volatile)
        self.volatile.setText(f"&Volatile fields ({folded})")
        self.volatile.setEnabled(bool(folded))
        self._fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: TrackDebuggerError) -> None:
        self._say(error.message, error.remedy)

    def _fill(self) -> None:
        compared = self._compared
        if compared is None:
            return
        shown = [
            each
            for each in compared.places
            if (each.way is not Way.SAME or not self.only_differences.isChecked())
            and (not each.volatile or self.volatile.isChecked())
        ]
        self.rows.show_differences(shown, compared.names)
        self.empty.say("The two calls are the same", _SAME, "")
        self._pages.setCurrentWidget(self.table if shown else self.empty)
        self.summary.setText(_summary(compared.places, with_volatile=self.volatile.isChecked()))


def _summary(places: Sequence[Difference], *, with_volatile: bool) -> str:
    differing = [each for each in places if each.way is not Way.SAME]
    counted = sum(1 for each in differing if not each.volatile)
    folded = len(differing) - counted
    words = f"{counted:,} {'difference' if counted == 1 else 'differences'}"
    if folded:
        field = "volatile field" if folded == 1 else "volatile fields"
        words += f"; {folded} {field} {'differ as well' if with_volatile else 'folded'}"
    return f"{words}; only the first {MOST:,} places" if len(places) == MOST else words


def _compared(session: Path, numbers: Sequence[int], report: Report) -> _Compared:
    with closing(SessionReader.open(session)) as reader:
        before, after = reader.events_at(sorted(numbers))
    report(0.5)
    names = tuple(
        f"#{each.row.number} {each.row.name or each.row.type or each.row.problem}"
        for each in (before, after)
    )
    places = aligned(message_of(before).fields, message_of(after).fields)
    return _Compared((names[0], names[1]), tuple(islice(places, MOST)))
