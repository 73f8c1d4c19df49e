"""The live list: follows the newest event until the person looks at something, and says what came since."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QWidget

from debugger.window.looks.appearance import EDGE, interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.event_table import EventTable
from debugger.window.models.row_text import Column
from debugger.window.widgets.kept_place import KeptPlace
from debugger.window.widgets.row_metrics import (
    PADDING,
    SMALL,
    findings_width,
    marks_width,
    row_height,
)
from debugger.window.widgets.rows_view import RowsView
from debugger.window.widgets.spare_columns import SpareColumns

_SAMPLES = {
    Column.NUMBER: "9,999",
    Column.MARKS: "",
    Column.TIME: "00:00:00.000",
    Column.DELTA: "+9 m 59 s",
    Column.TYPE: "identify",
    Column.USER: "anon 23ad…",
    Column.SOURCE: "xReact Native 2.19",
    Column.FINDINGS: "",
}
"""The widest ordinary text of each column; the event's column takes what is left."""


class EventList(RowsView):
    """A table of events with a button at its foot that leads back to the newest."""

    chosen = Signal(object)
    """Number of the event the person looks at, or None."""
    entered = Signal()
    """Enter was pressed."""
    copied = Signal()
    """The key for copying was pressed."""
    followed = Signal()
    """The newest are wanted: in order of arrival."""

    def __init__(self, table: EventTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(table, theme, parent)
        self.following = True
        self.unseen = 0
        self._sorts = False
        self._goes = False
        self._wanted: int | None = None
        self._chosen: int | None = None
        self._kept: KeptPlace | None = None
        """Where the person was, while some calls leave or come in between."""
        self.spare = SpareColumns(self)
        self._pill = QPushButton(self)
        self._pill.setProperty("kind", "pill")
        self._pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pill.clicked.connect(self.follow)
        self._pill.hide()
        self.setObjectName("events")
        self.setAccessibleName("Calls")
        self.setModel(table)
        self._percent = SCALE.percent
        self._set_up()
        self._set_row_height()
        table.rowsInserted.connect(self._notice_rows)
        table.added.connect(self._notice_unsorted)
        table.modelReset.connect(self._notice_reset)
        table.exchanging.connect(self._keep_place)
        table.exchanged.connect(self._restore_place)
        self.selectionModel().selectionChanged.connect(self._notice_selection)
        self.selectionModel().currentRowChanged.connect(self._notice_selection)

    def follow_scroll_bar(self) -> None:
        """Follows the scroll bar that it has now."""
        self.verticalScrollBar().valueChanged.connect(self._notice_scroll)

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on, and in the size of text in force."""
        super().set_theme(theme)
        self._grow()

    def selected_number(self) -> int | None:
        """The event that the person looks at."""
        current = self.currentIndex()
        if not current.isValid() or not self.selectionModel().hasSelection():
            return None
        return self.table.listing.number(current.row())

    def selected_numbers(self) -> Sequence[int]:
        """All selected events, in the list's order."""
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        return self.table.listing.numbers((part.top(), part.bottom() + 1) for part in ranges)

    def select(self, number: int) -> bool:
        """Selects an event and shows it; False when it is not in the list."""
        row = self.table.listing.row(number)
        if row is None:
            return False
        self._go_to(row)
        self.scrollTo(self.table.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def step(self, by: int) -> None:
        """Selects the call so many below, or above; from following, the newest."""
        rows = self.table.rowCount()
        if not rows:
            return
        looking = self.selected_number() is not None
        wanted = self.currentIndex().row() + by if looking else rows - 1
        self._go_to(max(0, min(rows - 1, wanted)))
        self.scrollTo(self.currentIndex())

    def show_sorting(self, *, busy: bool, column: int | None, descending: bool) -> None:
        """Says which column the list is sorted by, and that it is not yet."""
        self._sorts = busy
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, way)
        self._count_unseen(self.unseen)

    def follow(self) -> None:
        """Deselects, goes to the newest and stays with it."""
        self._wanted = None
        self.followed.emit()
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.following = True
        self.scrollToBottom()
        self._count_unseen(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spare.fit()
        if self.following:
            self.scrollToBottom()
        elif self.selected_number() is not None:
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self._place_pill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.table.rowCount()
        if event.key() == Qt.Key.Key_Home and rows:
            self.scrollToTop()
            self._go_to(0)
        elif (
            event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
            and rows
            and self.selected_number() is None
        ):
            self._go_to(rows - 1)  # from following to looking: at the newest, not at the first
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """A letter does nothing: Qt would read every row for it, which takes seconds; the filter searches."""

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What goes to a call selects that one: Qt would take the Ctrl or Shift of its key for a click's."""
        if self._goes:
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place_pill()

    def _go_to(self, row: int) -> None:
        self._goes = True
        self.selectRow(row)
        self._goes = False

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(48)
        header.setFixedHeight(SCALE.pixels(32))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setAccessibleName("Columns of the list")
        header.setSectionResizeMode(Column.EVENT, QHeaderView.ResizeMode.Stretch)
        for column, sample in _SAMPLES.items():
            self.setColumnWidth(column, _width(column, sample))

    def _grow(self) -> None:
        """Rows and columns keep what they show when the text gets larger or smaller."""
        if self._percent != SCALE.percent:
            ratio, self._percent = SCALE.percent / self._percent, SCALE.percent
            self.spare.bring_back()
            self._set_row_height()
            for column in Column:
                self.setColumnWidth(column, round(self.columnWidth(column) * ratio))
            self.spare.fit()
            self.scrollTo(self.currentIndex())
            if self.following:
                self.scrollToBottom()

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(row_height())
        rows.setDefaultSectionSize(row_height())

    def _make_room_for_numbers(self) -> None:
        """Widens the column of the numbers as they grow; one that is cut would be another number."""
        digits = len(str(self.table.listing.newest))
        needed = _width(Column.NUMBER, f"{10**digits - 1:,}")
        if self.columnWidth(Column.NUMBER) < needed:
            self.setColumnWidth(Column.NUMBER, needed)

    def _notice_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        count = last - first + 1
        self._make_room_for_numbers()
        if self.following:
            self.scrollToBottom()
        elif last + 1 == self.table.rowCount():
            self._count_unseen(self.unseen + count)
        else:
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + count * row_height())
        if self._wanted is not None and self.selected_number() is None:
            self.select(self._wanted)

    def _keep_place(self) -> None:
        self._kept = KeptPlace.of(self)

    def _restore_place(self, moved: Callable[[int], int]) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        listing = self.table.listing
        if listing.order is not None:
            self._count_unseen(listing.found - len(listing))
        if self.following:
            self.scrollToBottom()
            return
        kept.restore(moved)
        if not len(listing):
            self._choose(None)

    def _notice_reset(self) -> None:
        if self._kept is not None:
            return
        wanted = self._wanted if self.table.listing.newest else None
        self._wanted = wanted
        self._count_unseen(0)
        self._make_room_for_numbers()
        if wanted is not None and self.select(wanted):
            return
        self.following = self.table.listing.order is None
        if self.following:
            self.scrollToBottom()
        else:
            self.scrollToTop()
        self._choose(None)

    def _notice_selection(self) -> None:
        number = self.selected_number()
        in_order = self.table.listing.order is None
        self.following = number is None and in_order and self._at_end()
        if number is not None:
            self._wanted = number
        self._choose(number)

    def _choose(self, number: int | None) -> None:
        """Tells once what is looked at: Qt says twice that it is another row."""
        if number != self._chosen or number is None:
            self._chosen = number
            self.chosen.emit(number)

    def _notice_scroll(self) -> None:
        if self.table.listing.order is not None:
            return
        if not self._at_end():
            self.following = False
        elif not self.selectionModel().hasSelection():
            self.following = True
            self._count_unseen(0)

    def _notice_unsorted(self, first: int, last: int) -> None:
        """What comes while another order holds is counted; it has no place yet."""
        if self.table.listing.order is not None:
            self._count_unseen(self.unseen + last - first + 1)

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def _count_unseen(self, count: int) -> None:
        self.unseen = count
        self._pill.setText("Sorting…" if self._sorts else f"↓ {count:,} new")
        self._pill.setAccessibleName(
            "Sorting the list" if self._sorts else f"Go to the newest call, {count} new"
        )
        self._pill.setVisible(count > 0 or self._sorts)
        self._place_pill()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        corner = self.viewport().geometry().bottomRight()
        size = self._pill.size()
        self._pill.move(corner - QPoint(size.width() + EDGE, size.height() + EDGE))


def _width(column: Column, sample: str) -> int:
    """Pixels that a column needs for a text."""
    if column == Column.MARKS:
        return marks_width()
    metrics = QFontMetrics(interface_font(points=9 if column in SMALL else 10))
    if column == Column.FINDINGS:
        return findings_width(metrics, (9, 9, 9)) + 2
    margin = EDGE + PADDING if column == Column.NUMBER else 2 * PADDING
    return metrics.horizontalAdvance(sample) + margin + 2
