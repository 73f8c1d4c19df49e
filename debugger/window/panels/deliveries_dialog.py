"""Deliveries: what was tried more than once or did not arrive, with the tries of each, live beside the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from debugger.session.deliveries import DeliveryCounts, Standing
from debugger.session.ledger import TROUBLED
from debugger.window.background.delivering import MOST_SHOWN, Deliveries
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.icons import icon
from debugger.window.looks.room import give_columns, give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.course import delivery as what_came_of
from debugger.window.models.delivery_rows import (
    ABOUT,
    ICONS,
    WORDS,
    Column,
    DeliveryRows,
    colour_of,
)
from debugger.window.widgets.empty_page import EmptyPage
from debugger.window.widgets.framed import frame, halves
from debugger.window.widgets.kinds import Kinds
from debugger.window.widgets.labels import label
from debugger.window.widgets.plain_table import PlainTable
from debugger.window.widgets.try_table import TryTable

_WIDTHS = {Column.STANDING: 160, Column.MESSAGE_ID: 240, Column.SOURCE: 170, Column.TRIES: 72}
"""Pixels; the message takes what is left."""
_ROOM_FOR_MESSAGE_ID = 820
"""Pixels of a dialog in which there is room for it."""
_NOTHING = "Nothing was tried twice, and nothing was lost"
_NONE_YET = "No call was sent yet"
_TEACH = (
    "An SDK that is never refused shows nothing of how it tries again. Simulate faults answers 429, 500, late or "
    "not at all; then each message that was sent more than once, or did not arrive, is listed here with all its "
    "tries: the gaps between them, X-Retry-Count, and whether it arrived once, twice or never."
)


class DeliveriesDialog(QDialog):
    """Beside the window, not before it; follows the session while it is open."""

    event_chosen = Signal(int)
    """The number of a call to go to."""
    faults_wanted = Signal()

    def __init__(self, deliveries: Deliveries, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deliveries")
        give_room(self, (640, 420), usual=(960, 620))
        self._deliveries = deliveries
        self._theme = theme
        self.kinds = Kinds(("All of them", *(ABOUT[standing] for standing in TROUBLED)), self)
        """Which of them are shown: all, or those that stand in one way."""
        self.rows = DeliveryRows(theme, self)
        self.table = PlainTable(self.rows, name="Deliveries: messages", parent=self)
        self.tries = TryTable(theme, name="Deliveries: tries of the message", parent=self)
        self.summary = label(tone="muted")
        self.told = label(tone="strong")
        self.told.setWordWrap(True)
        self.empty = EmptyPage(self)
        self.empty.setContentsMargins(6 * EDGE, 0, 6 * EDGE, 0)
        self._faults = QPushButton("Simulate faults…", self)
        self._pages = QStackedWidget(self)
        self._to_focus = True
        """Whether the keyboard is to go to the messages once there are some."""
        self._set_up_tables()
        self._lay_out()
        self.kinds.chosen.connect(self._choose_kind)
        self.empty.chosen.connect(self.faults_wanted)
        deliveries.changed.connect(self.show_told)
        self.show_told()

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme's colours."""
        self._theme = theme
        self.rows.set_theme(theme)
        self.tries.rows.set_theme(theme)
        self._paint_kinds()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what there is no room for."""
        super().resizeEvent(event)
        self.table.setColumnHidden(
            Column.MESSAGE_ID, self.width() < SCALE.pixels(_ROOM_FOR_MESSAGE_ID)
        )

    def _set_up_tables(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        give_columns(header, _WIDTHS)
        self.table.selectionModel().currentRowChanged.connect(self._select)
        self.table.doubleClicked.connect(self._go_to_first)
        self.table.entered.connect(self._go_to_first)
        self.tries.chosen.connect(self.event_chosen)

    def _lay_out(self) -> None:
        self.told.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID)
        self._faults.setAutoDefault(False)
        self._faults.clicked.connect(self.faults_wanted)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(halves(self.table, self.told, self.tries, (320, 200), self))
        frame(self, self.kinds, self._pages, (self.summary, self._faults))
        self._paint_kinds()

    def _paint_kinds(self) -> None:
        for number, standing in enumerate(TROUBLED, 1):
            shade = colour_of(standing, self._theme)
            self.kinds.button(number).setIcon(icon(ICONS[standing], shade, 14))

    def _choose_kind(self, number: int) -> None:
        self._deliveries.show_standing(TROUBLED if number == 0 else (TROUBLED[number - 1],))

    def _select(self, now: QModelIndex) -> None:
        shown = self.rows.at(now.row())
        self._deliveries.choose(shown.delivery if shown else None)

    def _go_to_first(self, index: QModelIndex) -> None:
        if shown := self.rows.at(index.row()):
            self.event_chosen.emit(shown.delivery.first)

    def show_told(self) -> None:
        """Shows what is found out by now."""
        told, progress = self._deliveries.told, self._deliveries.progress
        self._show_counts(told.counts)
        place = self.table.verticalScrollBar().value()
        self.rows.show_deliveries(told.shown)
        self.table.verticalScrollBar().setValue(place)
        self.summary.setText(_summary(told.counts, progress, shown=len(told.shown)))
        trouble = sum(told.counts.of(standing) for standing in TROUBLED)
        self._pages.setCurrentIndex(1 if trouble else 0)
        if trouble and self._to_focus:
            self._to_focus = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._faults.setVisible(bool(trouble))
        if not trouble:
            title = _NOTHING if told.counts.messages else _NONE_YET
            if progress is not None:
                title = "Looking through the session…"
            self.empty.say(title, _TEACH, "Simulate faults…")
        self._show_chosen()

    def _show_chosen(self) -> None:
        told = self._deliveries.told
        chosen = told.chosen
        row = -1 if chosen is None else self.rows.row_of(chosen)
        if chosen is None or row < 0:
            self.tries.show_tries(())
            self.told.setText("Select a message to see its tries.")
            return
        if self.table.currentIndex().row() != row:
            self.table.selectRow(row)
        more = chosen.tries - len(told.tries)
        rest = (
            f" The first {len(told.tries):,} of {chosen.tries:,} tries are shown." if more else ""
        )
        self.told.setText(f"{what_came_of(told.tries)}{rest}" if told.tries else "")
        self.tries.show_tries(told.tries)

    def _show_counts(self, counts: DeliveryCounts) -> None:
        trouble = sum(counts.of(standing) for standing in TROUBLED)
        self._name(0, f"All {trouble:,}", enabled=True)
        for number, standing in enumerate(TROUBLED, 1):
            count = counts.of(standing)
            self._name(number, f"{WORDS[standing]} {count:,}", enabled=bool(count))

    def _name(self, number: int, text: str, *, enabled: bool) -> None:
        button = self.kinds.button(number)
        button.setText(text if number == 0 else f" {text}")
        button.setAccessibleName(text)
        button.setEnabled(enabled or button.isChecked())


def _summary(counts: DeliveryCounts, progress: float | None, *, shown: int) -> str:
    """How many messages there are, and what is not shown of them."""
    if progress is not None:
        return f"Looking through the session: {progress:.0%}"
    messages = "1 message" if counts.messages == 1 else f"{counts.messages:,} messages"
    parts = [f"{messages}, {counts.of(Standing.DELIVERED):,} delivered with their only try"]
    if counts.without_id:
        parts.append(f"{counts.without_id:,} calls without a messageId cannot be followed")
    if shown == MOST_SHOWN:
        parts.append(f"the {MOST_SHOWN:,} tried last are listed")
    return "; ".join(parts)
