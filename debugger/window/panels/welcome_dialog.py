"""The welcome of a first start: what happens here, a way to send a call, and the first call as it arrives."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from debugger.payload.text import elided, visible
from debugger.session.rows import Row
from debugger.window.actions.menus import keys_text
from debugger.window.actions.spec import plain
from debugger.window.live import Live
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.row_text import event_text, findings_words
from debugger.window.widgets.copyable import Copyable
from debugger.window.widgets.labels import label

STEPS = ("What happens here", "Send a call", "Your first call")
ARRIVED = len(STEPS) - 1
_PROMISES = (
    ("plug", "Point your app's Segment SDK at this machine. Only its host changes, and nothing goes on from here."),
    ("triangle-alert", "Each call appears as it comes: what is wrong is underlined, with why and how to mend it."),
    ("save", "Every call is in a session file from its first byte. Close the window or crash it: nothing is lost."),
)  # fmt: skip
_WAYS = (
    ("connect", "Your app: what to paste, for each SDK"),
    ("demo", "No app at hand: a shop whose calls come here as you click"),
    ("sample", "Only look: a session of a shop, with its mistakes"),
)
_WIDTH, _HEIGHT = 600, 380


class WelcomeDialog(QDialog):
    """Stands beside the window, which can be used meanwhile; ends with the first call that comes."""

    show_call = Signal(int)
    """The number of the call that arrived, which the person wants to see."""

    def __init__(
        self, live: Live, actions: Mapping[str, QAction], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._before = live.table.listing.newest
        self._theme = theme
        self._actions = actions
        self._arrived: int | None = None
        self.setWindowTitle("Welcome to Track Debugger")
        self._numbers = [label(f"{number} · {step}") for number, step in enumerate(STEPS, 1)]
        self._address = label()
        self._command = Copyable("Call to send from a terminal", "", theme)
        self._sign = label()
        self._news = label(tone="heading")
        self._more = label(tone="muted")
        self.pages = QStackedWidget(self)
        for page in (self._promises(), self._ways(), self._arrival()):
            self.pages.addWidget(page)
        self.skip = QPushButton("Skip", self)
        self.skip.clicked.connect(self.reject)
        self.back = QPushButton("Back", self)
        self.back.clicked.connect(lambda: self.go_to(self.pages.currentIndex() - 1))
        self.further = QPushButton("Next", self)
        self.further.setProperty("kind", "filled")
        self.further.clicked.connect(self._go_on)
        self._lay_out()
        give_room(self, usual=(_WIDTH, _HEIGHT))
        self.go_to(0)
        self.set_theme(theme)
        live.changed.connect(self._look)

    def set_address(self, address: str) -> None:
        """Says where apps send to; empty while nothing listens."""
        self._address.setText(
            f"It listens on {address}." if address else "The receiver is not listening yet."
        )
        call = '{"type": "track", "event": "Hello", "userId": "me"}'
        self._command.set_text(f"curl {address or 'http://localhost:8765'}/v1/track -d '{call}'")

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in another theme's colours."""
        self._theme = theme
        self._command.set_theme(theme)
        for sign in self.findChildren(QLabel):
            name = sign.property("icon")
            if name:
                sign.setPixmap(self._picture(str(name), theme.accent))
        self._draw_arrival()

    def _look(self) -> None:
        """Shows the first call that comes, wherever the person is in the welcome."""
        newest, reader = self._live.table.listing.newest, self._live.reader
        if reader is None or newest < self._before:  # another session
            self._before = newest
        elif self._arrived is None and newest > self._before:
            self._arrived = self._before + 1
            self._tell(reader.event(self._arrived).row)
            self.go_to(ARRIVED)
            self._draw_arrival()
            self.further.setFocus()

    def _tell(self, row: Row) -> None:
        self._news.setText(f"{elided(visible(event_text(row)[0]), 60)} arrived")
        wrong = row.errors or row.warnings or row.advice
        self._more.setText(
            f"{findings_words(row).capitalize()}. The payload shows where, and what is found says why "
            "and how to mend it."
            if wrong
            else "Nothing is wrong with it."
        )

    def go_to(self, step: int) -> None:
        """Shows one of the steps."""
        self.pages.setCurrentIndex(step)
        for number, each in enumerate(self._numbers):
            each.setProperty("tone", "strong" if number == step else "muted")
            each.style().unpolish(each)
            each.style().polish(each)
        self.back.setEnabled(step > 0)
        last = step == ARRIVED
        self.further.setText("Show the call" if last else "Next")
        self.further.setEnabled(not last or self._arrived is not None)
        self.skip.setText("Close" if last else "Skip")

    def _go_on(self) -> None:
        if self.pages.currentIndex() < ARRIVED:
            self.go_to(self.pages.currentIndex() + 1)
        elif self._arrived is not None:
            self.accept()
            self.show_call.emit(self._arrived)

    def _promises(self) -> QWidget:
        page, grid = _page("See what your app really sends")
        for row, (icon, words) in enumerate(_PROMISES, 1):
            sign = label()
            sign.setProperty("icon", icon)
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_wrapped(words), row, 1)
        grid.addWidget(self._address, len(_PROMISES) + 1, 1)
        grid.setRowStretch(len(_PROMISES) + 2, 1)
        return page

    def _ways(self) -> QWidget:
        page, grid = _page("Send a call")
        for row, (name, words) in enumerate(_WAYS, 1):
            action = self._actions[name]
            button = QPushButton(plain(action.text()), page)
            button.setToolTip(f"{action.statusTip()} ({keys_text(action)})")
            button.clicked.connect(action.trigger)
            grid.addWidget(button, row, 0)
            grid.addWidget(_wrapped(words), row, 1)
        row = len(_WAYS) + 1
        grid.addWidget(_wrapped("Or one call, from a terminal:"), row, 0, 1, 2)
        grid.addWidget(self._command, row + 1, 0, 1, 2)
        grid.setRowStretch(row + 2, 1)
        return page

    def _arrival(self) -> QWidget:
        page, grid = _page("Your first call")
        self._news.setText("Waiting for it…")
        self._more.setText("Send one in any of the ways of the step before; it is told here.")
        self._more.setWordWrap(True)
        grid.addWidget(self._sign, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._news, 1, 1)
        grid.addWidget(self._more, 2, 1)
        grid.setRowStretch(3, 1)
        return page

    def _draw_arrival(self) -> None:
        there = self._arrived is not None
        name = "circle-check" if there else "circle-dashed"
        colour = self._theme.ok if there else self._theme.muted
        self._sign.setPixmap(self._picture(name, colour))

    def _picture(self, name: str, colour: str) -> QPixmap:
        return icons.picture(name, colour, 20, self.devicePixelRatioF())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(EDGE)
        for number in self._numbers:
            head.addWidget(number)
        head.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(2 * GRID)
        foot.addWidget(self.skip)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.further)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(EDGE)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        self.further.setDefault(True)


def _page(title: str) -> tuple[QWidget, QGridLayout]:
    page = QWidget()
    page.setObjectName("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(3 * GRID)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, tone="title"), 0, 0, 1, 2)
    return page, grid


def _wrapped(words: str) -> QLabel:
    made = label(words)
    made.setWordWrap(True)
    return made
