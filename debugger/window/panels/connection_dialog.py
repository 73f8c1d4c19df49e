"""Connection: where apps can send to, who was heard of, what keeps calls away, and a test of the whole way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from debugger.window.capturing.self_test import Hop, Passed, SelfTest
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.clients import clients
from debugger.window.models.diagnosis_cards import cards
from debugger.window.models.observations import Observations
from debugger.window.models.row_text import plain_tip
from debugger.window.widgets.copyable import Copyable
from debugger.window.widgets.finding_list import FindingList
from debugger.window.widgets.hop_list import HopList
from debugger.window.widgets.labels import label

_LEFT = 356
"""Pixels of the column with the addresses."""


class ConnectionDialog(QDialog):
    """Beside the window, not before it; follows the observations while it is open."""

    def __init__(
        self, observations: Observations, test: SelfTest, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connection")
        give_room(self, usual=(960, 640))
        self._observations = observations
        self._test = test
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.addresses = QWidget(self)
        self._address_column = QVBoxLayout(self.addresses)
        self._address_column.setContentsMargins(0, 0, 0, 0)
        self._address_column.setSpacing(2 * GRID)
        self.heard = QListWidget(self)
        self.heard.setObjectName("heard")
        self.heard.setAccessibleName("Who was heard of lately")
        self.heard.setWordWrap(True)
        self.heard.setFrameShape(QFrame.Shape.NoFrame)
        self.heard.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards = FindingList(theme, self)
        self.cards.setAccessibleName("What keeps calls away")
        self._clean = label("Nothing that is seen keeps calls away.", tone="muted")
        self._clean.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.cards)
        self._pages.addWidget(self._clean)
        self.hops = HopList(tuple(Hop), theme, self)
        self.start = QPushButton("Send a test call", self)
        self.start.setToolTip("Send a call of our own to the address, and follow it into the list")
        self.start.clicked.connect(self._start)
        self._lay_out()
        observations.changed.connect(self._follow)
        test.passed.connect(self._pass)
        test.ended.connect(self._end)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme's colours."""
        self._theme = theme
        self.cards.set_theme(theme)
        self.hops.set_theme(theme)
        for shown in self.addresses.findChildren(Copyable):
            shown.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown now is no news any more."""
        super().showEvent(event)
        self._observations.acknowledge()

    def _lay_out(self) -> None:
        left = QWidget(self)
        left.setFixedWidth(SCALE.pixels(_LEFT))
        column = QVBoxLayout(left)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addWidget(label("Listening on", tone="heading"))
        column.addWidget(_scrolling(self.addresses))
        column.addSpacing(2 * GRID)
        column.addWidget(label("Heard of lately", tone="heading"))
        column.addWidget(self.heard, 1)
        test = QVBoxLayout()
        test.setContentsMargins(EDGE, 2 * GRID, EDGE, EDGE)
        test.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.addWidget(label("Test of the whole way", tone="heading"), 1)
        head.addWidget(self.start)
        test.addLayout(head)
        said = label(
            "The call is named Self Test Sent, of the source track-debugger; it stays in the session.",
            tone="muted",
        )
        said.setWordWrap(True)
        test.addWidget(said)
        test.addWidget(self.hops)
        title = label("What keeps calls away", tone="heading")
        title.setContentsMargins(EDGE, EDGE, EDGE, GRID)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(title)
        right.addWidget(self._pages, 1)
        right.addWidget(_line())
        right.addLayout(test)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(_line(upright=True))
        row.addLayout(right, 1)

    def _follow(self) -> None:
        evidence = self._observations.evidence()
        heard = [each.text for each in clients(evidence)]
        diagnoses = self._observations.diagnoses
        shown = (evidence.listening, tuple(heard), diagnoses)
        if shown != self._shown:
            if evidence.listening != (self._shown or ((),))[0] or not self._shown:
                self._show_addresses(evidence.listening)
            self._shown = shown
            self.heard.clear()
            self.heard.addItems(heard or ["Nobody yet."])
            for row, words in enumerate(heard):
                self.heard.item(row).setToolTip(plain_tip(words))
            current = self.cards.currentIndex().row()
            self.cards.show_cards(cards(diagnoses))
            self.cards.light(current if 0 <= current < len(diagnoses) else None)
            self._pages.setCurrentWidget(self.cards if diagnoses else self._clean)
        if self.isVisible():
            self._observations.acknowledge()

    def _show_addresses(self, addresses: tuple[str, ...]) -> None:
        while (item := self._address_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for address in addresses:
            self._address_column.addWidget(
                Copyable(f"Address {address}", address, self._theme, self.addresses)
            )
        if not addresses:
            self._address_column.addWidget(
                label("Nothing: the receiver does not run.", tone="muted")
            )

    def _start(self) -> None:
        self.hops.forget()
        self.start.setEnabled(False)
        self._test.start()

    def _pass(self, passed: Passed) -> None:
        self.hops.show_hop(passed.hop, well=passed.well, text=passed.text)

    def _end(self, _well: bool) -> None:  # noqa: FBT001 - as the signal has it
        self.start.setEnabled(True)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMaximumHeight(200)
    area.setWidget(inner)
    return area


def _line(*, upright: bool = False) -> QFrame:
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedSize(*((1, 16777215) if upright else (16777215, 1)))
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made
