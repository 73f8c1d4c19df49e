"""Asks which fault to simulate, for whom and how often, and says how often it was met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from debugger.events import Source
from debugger.payload.text import elided, visible
from debugger.session.rows import label as label_of
from debugger.window.capturing.sink_process import SimulatedFault
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label
from debugger.window.widgets.number_box import number_box
from debugger.wire import keys
from debugger.wire.faults import STATUSES, Fault, FaultKind, parsed

_WHAT = (
    *((f"Answer {status}", FaultKind.STATUS, status) for status in STATUSES),
    ("Answer late", FaultKind.SLOW, 0),
    ("Drop the connection after the body", FaultKind.DROP, 0),
    ("Drop the connection before the body", FaultKind.DROP_EARLY, 0),
    ("Cut the answer short", FaultKind.TRUNCATE, 0),
)
_ONLY_HEADERS = (
    "Before the body, an app is known by its headers and query alone: one whose key is only in the "
    "body (React Native, Swift, Kotlin) does not meet this. Choose Everybody for it."
)
_LINES = 3
"""Of that sentence, as wide as the dialog is at least."""
_FIRST = 3
"""500, which every SDK tries again after."""


class FaultsDialog(QDialog):
    """Stays open beside the window while an app is tried."""

    started = Signal(str)
    """The fault to simulate, in one line."""
    stopped = Signal()
    deliveries_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Simulate faults")
        give_room(self, (520, 0))
        self.what = _choice(self, "What goes wrong")
        for words, _, _ in _WHAT:
            self.what.addItem(words)
        self.seconds = number_box("Seconds", least=0, most=600, value=0, parent=self)
        self.source = _choice(self, "For whom")
        self.often = QButtonGroup(self)
        self.count = number_box("Requests", least=1, most=1_000_000, value=3, parent=self)
        self.share = number_box("Percent of requests", least=1, most=100, value=20, parent=self)
        self.start = QPushButton("Start", self)
        self.start.clicked.connect(lambda: self.started.emit(self.fault().text))
        self.stop = QPushButton("Stop", self)
        self.stop.clicked.connect(self.stopped)
        self.state = label(tone="muted")
        self.state.setWordWrap(True)
        self.state.setMinimumHeight(40)
        self._about_seconds = label(tone="muted")
        self.about_source = label(_ONLY_HEADERS, tone="muted")
        self.about_source.setWordWrap(True)
        self.about_source.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self._seconds_row = self._beside_seconds()
        self._assemble()
        self.what.currentIndexChanged.connect(self._follow)
        self.source.currentIndexChanged.connect(self._follow)
        self.what.setCurrentIndex(_FIRST)
        self._follow()

    def offer_sources(self, sources: Sequence[Source]) -> None:
        """Offers every source of the session, by its write key where it has one."""
        self.source.clear()
        self.source.addItem("Everybody", "")
        for source in sources:
            name = source.write_key or source.library
            if name and "," not in name:
                key = f" ({keys.masked(source.write_key)})" if source.write_key else ""
                self.source.addItem(visible(elided(f"{label_of(source)}{key}", 60)), name)

    def fault(self) -> Fault:
        """What is asked for."""
        _, kind, status = _WHAT[self.what.currentIndex()]
        timed = kind in {FaultKind.STATUS, FaultKind.SLOW}
        chosen = self.often.checkedId()
        return Fault(
            kind=kind,
            status=status,
            seconds=float(self.seconds.value()) if timed else 0.0,
            source=str(self.source.currentData() or ""),
            next=self.count.value() if chosen == 0 else None,
            share=self.share.value() if chosen == 1 else None,
        )

    def show_state(self, in_force: Sequence[SimulatedFault]) -> None:
        """Says what is simulated, and how often it was met."""
        self.stop.setEnabled(bool(in_force))
        lines = [
            f"{visible(parsed(each.fault).words)}: met {each.met:,}"
            + ("" if each.left is None else f", {each.left:,} left")
            for each in in_force
        ]
        self.state.setText("\n".join(lines) or "Nothing is simulated. Calls are always kept.")

    def _assemble(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(EDGE)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        for row, (words, part) in enumerate(
            (
                ("What", self.what),
                ("", self._seconds_row),
                ("For", self._source_and_about()),
            )
        ):
            if words:
                grid.addWidget(_beside(words), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, row, 1)
        for number, (words, spin) in enumerate(
            (
                ("for the next requests:", self.count),
                ("for a share of requests, in percent:", self.share),
                ("until it is stopped", None),
            )
        ):
            radio = QRadioButton(words, self)
            self.often.addButton(radio, number)
            line = QHBoxLayout()
            line.setSpacing(2 * GRID)
            line.addWidget(radio)
            if spin is not None:
                line.addWidget(spin)
            line.addStretch(1)
            grid.addLayout(line, 3 + number, 1)
        grid.addWidget(label("How often", tone="muted"), 3, 0)
        first = self.often.button(0)
        first.setChecked(True)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        deliveries = QPushButton("Deliveries…", self)
        deliveries.setToolTip("Show which messages were tried again, and what became of them")
        deliveries.setAutoDefault(False)
        deliveries.clicked.connect(self.deliveries_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addLayout(grid)
        column.addWidget(self.state)
        column.addLayout(foot(self.start, close, others=[self.stop], beside=[deliveries]))

    def _source_and_about(self) -> QWidget:
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.source)
        column.addWidget(self.about_source)
        return made

    def _beside_seconds(self) -> QWidget:
        made = QWidget(self)
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.seconds)
        line.addWidget(self._about_seconds)
        line.addStretch(1)
        return made

    def _follow(self) -> None:
        """Says what the seconds are for, where they are for anything."""
        _, kind, _ = _WHAT[self.what.currentIndex()]
        slow = kind is FaultKind.SLOW
        self._seconds_row.setVisible(slow or kind is FaultKind.STATUS)
        self.seconds.setMinimum(1 if slow else 0)
        self._about_seconds.setText(
            "seconds late" if slow else "seconds of Retry-After; 0 sends none"
        )
        early = kind is FaultKind.DROP_EARLY
        self.about_source.setVisible(early and bool(self.source.currentData()))
        self.adjustSize()


def _choice(parent: QWidget, name: str) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.view().setAccessibleName(name)
    return made


def _beside(words: str) -> QLabel:
    """The label of what is on its right, whose first line it stands beside."""
    made = label(words, tone="muted")
    made.setContentsMargins(0, 2 * GRID, 0, 0)
    return made
