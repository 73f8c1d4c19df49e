"""The Tree and the Table tab: the payload's values by name and type, to open, sort, copy and go to."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from time import perf_counter

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QTreeView,
    QVBoxLayout,
)

from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.payload_values import PayloadValues, Value
from debugger.window.models.prepared import Prepared
from debugger.window.models.value_table import ValueTable
from debugger.window.models.value_tree import ValueTree
from debugger.window.panels.inspector import ALIGNED_HEADER
from debugger.window.widgets.filled_in_sight import FilledInSight
from debugger.window.widgets.filter_offers import offer_place
from debugger.window.widgets.labels import ElidedLabel
from debugger.window.widgets.plain_table import PlainTable

_TURN = 0.006
"""Seconds of one turn of the event loop that reading values may take."""

_NAMES = 0.46
"""Of the width beside the types, for names or paths; the rest is for the values."""

_TYPES = 78
"""Pixels for the types."""

_FEW = 300
"""Lines of a payload whose tree is opened at once."""


class _Page(FilledInSight):
    """What both have in common: a menu, and leading to the payload's line."""

    line_chosen = Signal(int)
    """The line of the payload on which a value begins."""
    column_wanted = Signal(object)
    """A path whose values are to be a column of the list."""
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self._view = view
        self._values: PayloadValues | None = None
        self._fields: Mapping[str, object] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(view, 1)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)

    def fill(self, prepared: Prepared) -> None:
        """Shows the values of another event."""
        self._values = PayloadValues(prepared.layout, prepared.mask)
        self._fields = prepared.message.fields
        self.show_values(self._values)

    def show_values(self, values: PayloadValues) -> None:
        """Shows these values."""
        raise NotImplementedError

    def current(self) -> Value | None:
        """The value of the current row."""
        raise NotImplementedError

    def menu(self) -> QMenu | None:
        """What can be done with the current value."""
        value = self.current()
        if value is None or self._values is None:
            return None
        menu, layout = QMenu(self), self._values.layout
        offer_place(
            menu,
            self._fields,
            layout.pointer(value.line),
            filter_wanted=self.filter_wanted.emit,
            column_wanted=self.column_wanted.emit,
            value=layout.value_text(value.line),
        )
        menu.addSeparator()
        menu.addAction("Show in the payload", lambda: self.line_chosen.emit(value.line))
        return menu

    def _choose(self) -> None:
        value = self.current()
        if value is not None:
            self.line_chosen.emit(value.line)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._view.viewport().mapToGlobal(place))


class TreeView(QTreeView):
    """Names, values and types; Enter goes to the line."""

    chosen = Signal()

    def __init__(self, tree: ValueTree) -> None:
        super().__init__()
        self.setModel(tree)
        self.setObjectName("fields")
        self.setAccessibleName("Payload as a tree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(True)
        self.setStyleSheet(ALIGNED_HEADER)
        self.doubleClicked.connect(self._enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the line, or reads on; the copy key takes name and value."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            sentence = self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
            QGuiApplication.clipboard().setText(str(sentence or ""))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out among the columns."""
        super().resizeEvent(event)
        _share_out(self, self.viewport().width())

    def _enter(self, index: QModelIndex) -> None:
        tree = self.model()
        assert isinstance(tree, ValueTree)  # noqa: S101 - made with it
        if index.isValid() and tree.value_at(index) is None:
            row, parent = index.row(), index.parent()
            tree.read_on(index)
            self.setCurrentIndex(tree.index(row, 0, parent))
        else:
            self.chosen.emit()


class TreePage(_Page):
    """The payload as a tree."""

    def __init__(self, theme: Theme) -> None:
        self.tree = ValueTree(theme)
        self.view = TreeView(self.tree)
        super().__init__(self.view)
        self.tree.setParent(self)
        self.view.chosen.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.tree.set_theme(theme)

    def current(self) -> Value | None:
        """The value of the current row."""
        return self.tree.value_at(self.view.currentIndex())

    def show_values(self, values: PayloadValues) -> None:
        """Shows the tree, open where it is small."""
        self.tree.show_values(values)
        if len(values.layout.lines) <= _FEW:
            self.view.expandAll()


class TablePage(_Page):
    """The values that hold no others, as a table."""

    def __init__(self, theme: Theme) -> None:
        self.table = ValueTable(theme)
        self.view = PlainTable(self.table, name="Payload as a table")
        super().__init__(self.view)
        self.table.setParent(self)
        self.about = ElidedLabel(tone="muted")
        self.about.setContentsMargins(EDGE, GRID, EDGE, GRID)
        self._column.addWidget(self.about)
        self.about.hide()
        self._steps: Generator[list[Value], None, int] | None = None
        self._made: list[Value] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSortingEnabled(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.view.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.entered.connect(self._choose)
        self.view.doubleClicked.connect(self._choose)

    @property
    def is_busy(self) -> bool:
        """Whether there is more to come."""
        return self._steps is not None

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.table.set_theme(theme)

    def current(self) -> Value | None:
        """The value of the current row."""
        row = self.view.currentIndex().row()
        return self.table.values[row] if 0 <= row < len(self.table.values) else None

    def show_values(self, values: PayloadValues) -> None:
        """Reads the values, a large payload's over several turns of the event loop."""
        self._made = []
        self._steps = values.leaves()
        self._timer.start()
        self._work()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out among the columns."""
        super().resizeEvent(event)
        _share_out(self.view, self.view.viewport().width())

    def _work(self) -> None:
        end = perf_counter() + _TURN
        while self._steps is not None and perf_counter() < end:
            try:
                self._made += next(self._steps)
            except StopIteration as done:
                self._steps = None
                self._timer.stop()
                self._show(done.value)

    def _show(self, left: int) -> None:
        self.table.show_values(self._made)
        self.about.say(
            f"{len(self._made):,} values; {left:,} more are in the tree and in the payload"
        )
        self.about.setVisible(left > 0)
        _share_out(self.view, self.view.viewport().width())


def _share_out(view: QTreeView | QTableView, width: int) -> None:
    """Shares a width in pixels out among names and values, and leaves the types what they need."""
    room = max(0, width - SCALE.pixels(_TYPES))
    view.setColumnWidth(0, round(room * _NAMES))
    view.setColumnWidth(1, room - round(room * _NAMES))
