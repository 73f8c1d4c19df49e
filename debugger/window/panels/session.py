"""The Session inspector: what only the sequence of calls shows of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from debugger.findings import Finding
from debugger.window.background.surveying import Surveyor
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.course import is_worth_telling, sentences, times
from debugger.window.models.finding_rows import card
from debugger.window.models.prepared import Prepared, belongs_to_session
from debugger.window.models.strand_rows import Column, StrandRows
from debugger.window.widgets.filled_in_sight import FilledInSight
from debugger.window.widgets.finding_list import FindingList
from debugger.window.widgets.labels import label
from debugger.window.widgets.plain_table import PlainTable
from debugger.window.widgets.try_table import TryTable

_HIGHEST = 10_000
"""Pixels of the cards together: all of them are there, and the panel scrolls."""
_NUMBERS = 76
_NARROW = 62
"""Pixels of a column of numbers, and of one where there is little room."""
_LITTLE = 460
"""Pixels of a table with little room."""


class StrandTable(PlainTable):
    """The calls that share something with this one; a cell with a number leads there."""

    chosen = Signal(int)
    """The number of a call."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = StrandRows(theme)
        name = "Session: calls that share something with this one"
        super().__init__(self.rows, name=name, parent=parent)
        self.rows.setParent(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.SHARED, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._choose)
        self.entered.connect(self._choose)

    def fit(self) -> None:
        """Is as high as its rows, and shares out its width."""
        self.setFixedHeight(self.height_of_rows())
        width = _NARROW if self.viewport().width() < SCALE.pixels(_LITTLE) else _NUMBERS
        for column in list(Column)[1:]:
            self.setColumnWidth(column, SCALE.pixels(width))
        self.setColumnHidden(Column.LAST, self.viewport().width() < SCALE.pixels(_LITTLE))

    def _choose(self, index: QModelIndex) -> None:
        number = self.rows.number_at(index)
        if number:
            self.chosen.emit(number)


class SessionPanel(FilledInSight):
    """The findings of the sequence, what the call shares with others, and what its course was."""

    name = "Session"
    finding_chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    """The index of a finding, and where on the screen its menu is wanted."""
    event_chosen = Signal(int)
    """The number of another call to go to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surveyor = Surveyor(self)
        self.surveyor.changed.connect(self._show_found)
        self._findings: Sequence[Finding] = ()
        self._lit: int | None = None
        self.list = FindingList(theme, compact=True)
        self.list.setAccessibleName("Session: findings")
        self.list.chosen.connect(self.finding_chosen)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.reflowed.connect(self._fit)
        self.table = StrandTable(theme)
        self.table.chosen.connect(self.event_chosen)
        self.tries = TryTable(theme, name="Session: tries of this message")
        self.tries.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tries.chosen.connect(self.event_chosen)
        self.told = label(tone="muted")
        self.told.setWordWrap(True)
        self.told.setContentsMargins(16, 8, 16, 8)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._assemble()

    def _assemble(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        for part in (self.list, self.told, self.tries, self.table):
            column.addWidget(part)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self._area)
        for each in (layout, column):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(0)

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows another call, as soon as the panel is in sight."""
        self._findings, self._lit = prepared.event.findings, None
        super().show_prepared(prepared)

    def fill(self, prepared: Prepared) -> None:
        """Shows another call; what surrounds it is looked for in the background."""
        cards = [card(index, finding, mask=prepared.mask) for index, finding in self.own_findings()]
        self.list.show_cards(cards)
        self.list.setVisible(bool(cards))
        if self._lit is not None:
            self.list.light(self._lit)
        self.surveyor.look_around(prepared.event.row)
        self._show_found()

    def own_findings(self) -> list[tuple[int, Finding]]:
        """The findings of the sequence, with their index."""
        return [
            (index, finding)
            for index, finding in enumerate(self._findings)
            if belongs_to_session(finding)
        ]

    def light(self, finding: int | None) -> None:
        """Makes a finding the current one where it is here."""
        own = finding is not None and belongs_to_session(self._findings[finding])
        self._lit = finding if own else None
        if not self._is_stale:
            self.list.light(self._lit)

    def light_field(self, _pointer: str | None) -> None:
        """No field is here."""
        self.light(None)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.list.set_theme(theme)
        self.table.rows.set_theme(theme)
        self.tries.rows.set_theme(theme)

    def resizeEvent(self, event: object) -> None:
        """Shares the room out anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _show_found(self) -> None:
        if self._prepared is None:
            return
        row, found = self._prepared.event.row, self.surveyor.found
        self.table.rows.show_strands(row, found.strands)
        self.table.setVisible(bool(found.strands))
        self.tries.show_tries(found.tries)
        self.tries.setVisible(is_worth_telling(found.tries))
        looked = self.surveyor.progress
        self.told.setText("\n".join(self._told(looked)))
        self._fit()

    def _told(self, looked: float) -> list[str]:
        assert self._prepared is not None  # noqa: S101 - the caller has looked
        row, found = self._prepared.event.row, self.surveyor.found
        said = [times(self._prepared.message, row)]
        if looked < 1 and not found.strands:
            said.append("Looking through the session…")
        elif not found.strands:
            said.append("This call names no user, no visitor and no messageId.")
        else:
            said += sentences(row, found)
        return [sentence for sentence in said if sentence]

    def _fit(self) -> None:
        self.list.setFixedHeight(self.list.height_of_cards_in(_HIGHEST))
        self.table.fit()
        self.tries.setFixedHeight(self.tries.height_of_rows())
