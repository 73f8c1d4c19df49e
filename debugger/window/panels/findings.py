"""All findings of an event, or the good news that there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from debugger.findings import Finding
from debugger.session.rows import StoredEvent
from debugger.window.looks.icons import picture
from debugger.window.looks.theme import Theme
from debugger.window.models.finding_rows import card
from debugger.window.models.prepared import Prepared
from debugger.window.widgets.finding_list import FindingList
from debugger.window.widgets.labels import label

SilencedBy = Callable[[Finding, StoredEvent], str]
"""Says by what a finding is kept from counting."""


class FindingsPanel(QWidget):
    """The list of findings, worst place first as the rules give them."""

    chosen = Signal(int)
    """The index of a finding; those that are silenced come after those that count."""
    menu_wanted = Signal(int, QPoint)
    """The index of a finding, and where on the screen its menu is wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = FindingList(theme)
        self.list.chosen.connect(self.chosen)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.silenced_by: SilencedBy = lambda _finding, _event: (
            "Silenced by the project's settings."
        )
        self._mark = label()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clean = QWidget()
        inside = QVBoxLayout(self._clean)
        inside.setSpacing(8)
        inside.addStretch()
        inside.addWidget(self._mark)
        for text, tone in (
            ("No findings", "strong"),
            ("This call is what the spec describes.", "muted"),
        ):
            line = label(text, tone=tone)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
            inside.addWidget(line)
        inside.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._clean)
        self.set_theme(theme)

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows another event's findings."""
        event = prepared.event
        cards = [
            card(index, finding, mask=prepared.mask) for index, finding in enumerate(event.findings)
        ]
        cards += [
            card(index, finding, silenced=self.silenced_by(finding, event), mask=prepared.mask)
            for index, finding in enumerate(event.silenced, start=len(cards))
        ]
        self.list.show_cards(cards)
        self._stack.setCurrentWidget(self.list if cards else self._clean)

    def light(self, finding: int | None) -> None:
        """Makes a finding the current one."""
        self.list.light(finding)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.list.set_theme(theme)
        self._mark.setPixmap(picture("circle-check", theme.ok, 32, self.devicePixelRatioF()))
