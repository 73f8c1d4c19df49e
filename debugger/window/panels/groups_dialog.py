"""Groups: the session by event, user, source, request or finding, with what is in the chosen group; live."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from debugger.events import Source
from debugger.payload.text import elided, visible
from debugger.schema.kind import Kind
from debugger.session.groups import Grouping
from debugger.window.background.group_calls import Chosen
from debugger.window.background.grouping import GroupCounting
from debugger.window.looks.appearance import EDGE, GRID, spaced
from debugger.window.looks.icons import icon
from debugger.window.looks.room import give_columns, give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.group_rows import Column, GroupRows
from debugger.window.models.group_words import TEACH, TITLES, inside_words, summary
from debugger.window.models.inside_rows import Column as CallColumn
from debugger.window.models.inside_rows import InsideRows
from debugger.window.models.schema_rows import Column as SchemaColumn
from debugger.window.models.schema_rows import SchemaRows
from debugger.window.widgets.empty_page import EmptyPage
from debugger.window.widgets.framed import frame, halves
from debugger.window.widgets.kinds import Kinds
from debugger.window.widgets.labels import ElidedLabel, label
from debugger.window.widgets.plain_table import PlainTable

_WIDTHS = {
    Column.CALLS: 84,
    Column.FIRST: 112,
    Column.LAST: 112,
}
_ROOM_FOR_FIRST = 820
"""Pixels of a dialog in which there is room for when a group was seen first."""
_CALL_WIDTHS = {
    CallColumn.NUMBER: 84,
    CallColumn.TIME: 112,
    CallColumn.DELTA: 84,
    CallColumn.CALL: 180,
    CallColumn.USER: 130,
}
_SCHEMA_WIDTHS = {SchemaColumn.SHARE: 72, SchemaColumn.CALLS: 90, SchemaColumn.TYPES: 300}


class _BothEnds(QStyledItemDelegate):
    """Cuts a name in its middle: of a finding, its rule and the end of its place are seen."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As the table has it, but for where it cuts."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class GroupsDialog(QDialog):
    """Beside the window, not before it; follows the session while it is open."""

    event_chosen = Signal(int)
    """The number of a call to go to."""
    group_wanted = Signal(object)
    """A `Chosen`: the list is to show its calls alone."""
    property_wanted = Signal(object, str)
    """A `Chosen`, and a JSON Pointer that its calls are to have."""

    def __init__(
        self,
        counting: GroupCounting,
        source_name: Callable[[Source], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Groups")
        give_room(self, (640, 460), usual=(960, 680))
        self._counting = counting
        self._theme = theme
        self.kinds = Kinds((TEACH[grouping] for grouping in Grouping), self)
        self.rows = GroupRows(theme, source_name, self)
        self.table = PlainTable(self.rows, name="Groups", parent=self)
        self.calls = InsideRows(theme, self)
        self.call_table = PlainTable(self.calls, name="Calls of the group", parent=self)
        self.schema = SchemaRows(theme, self)
        self.schema_table = PlainTable(self.schema, name="Properties of the event", parent=self)
        self.said = ElidedLabel(tone="strong")
        self.summary = label(tone="muted")
        self.empty = EmptyPage(self)
        self.empty.setContentsMargins(6 * EDGE, 0, 6 * EDGE, 0)
        self._inside = QStackedWidget(self)
        self._pages = QStackedWidget(self)
        self._show_calls = QPushButton(spaced("Show in the list"), self)
        self._chosen: Chosen | None = None
        self._to_focus = False
        self._set_up_tables()
        self._lay_out()
        self.set_theme(theme)
        counting.changed.connect(self.show_told)
        self.group_by(Grouping.EVENT)

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme's colours."""
        self._theme = theme
        for rows in (self.rows, self.calls, self.schema):
            rows.set_theme(theme)
        self._show_calls.setIcon(icon("filter", theme.text))

    def begin(self, grouping: Grouping) -> None:
        """Shows the groups by this, with the keyboard in them once they are there."""
        self._to_focus = True
        self.group_by(grouping)

    def group_by(self, grouping: Grouping) -> None:
        """Shows the groups by this."""
        self.kinds.choose(list(Grouping).index(grouping))
        self._chosen = None
        self.rows.show_groups(grouping, ())
        self._counting.group_by(grouping)
        self.show_told()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < SCALE.pixels(_ROOM_FOR_FIRST)
        grouping = self.rows.grouping
        self.table.setColumnHidden(Column.FIRST, narrow)
        self.table.setColumnHidden(Column.OF, grouping is Grouping.REQUEST)
        self.table.setColumnHidden(Column.FOUND, grouping is Grouping.FINDING)
        of_finding = 130 if narrow else 200
        of_width = {Grouping.FINDING: of_finding, Grouping.SOURCE: 180}.get(grouping, 104)
        for table, column, width in (
            (self.table, Column.OF, of_width),
            (self.table, Column.FOUND, 130 if narrow else 200),
            (self.schema_table, SchemaColumn.TYPES, 180 if narrow else 300),
        ):
            table.setColumnWidth(int(column), SCALE.pixels(width))
        self.call_table.setColumnHidden(CallColumn.DELTA, narrow)
        self.call_table.setColumnHidden(CallColumn.USER, narrow and grouping is not Grouping.USER)

    def _set_up_tables(self) -> None:
        for table, stretched, widths in (
            (self.table, Column.GROUP, _WIDTHS),
            (self.call_table, CallColumn.REMARK, _CALL_WIDTHS),
            (self.schema_table, SchemaColumn.PROPERTY, _SCHEMA_WIDTHS),
        ):
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            header = table.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
            give_columns(header, {int(column): width for column, width in widths.items()})
        self.table.setItemDelegateForColumn(Column.GROUP, _BothEnds(self.table))
        self.table.selectionModel().currentRowChanged.connect(self._select)
        for chosen in (self.table.doubleClicked, self.table.entered):
            chosen.connect(self._want_group)
        for chosen in (self.call_table.clicked, self.call_table.entered):
            chosen.connect(self._go_to)
        for chosen in (self.schema_table.doubleClicked, self.schema_table.entered):
            chosen.connect(self._want_property)

    def _lay_out(self) -> None:
        for button, grouping in zip(self.kinds.buttons(), Grouping, strict=True):
            button.setText(TITLES[grouping])
        self.kinds.chosen.connect(lambda number: self.group_by(list(Grouping)[number]))
        self._show_calls.setAutoDefault(False)
        self._show_calls.setToolTip("Filter the list for the calls of this group (Enter)")
        self._show_calls.clicked.connect(lambda: self._want_group(self.table.currentIndex()))
        above_calls = QWidget(self)
        head = QHBoxLayout(above_calls)
        head.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID)
        head.addWidget(self.said, 1)
        head.addWidget(self._show_calls)
        for table in (self.call_table, self.schema_table):
            self._inside.addWidget(table)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(halves(self.table, above_calls, self._inside, (340, 260), self))
        frame(self, self.kinds, self._pages, (self.summary,))

    def _select(self, now: QModelIndex) -> None:
        group = self.rows.at(now.row())
        if group is not None:
            self._chosen = Chosen(self.rows.grouping, group.key)
            self._counting.choose(self._chosen)
            self._show_inside()

    def _want_group(self, index: QModelIndex) -> None:
        if group := self.rows.at(index.row()):
            self.group_wanted.emit(Chosen(self.rows.grouping, group.key))

    def _want_property(self, index: QModelIndex) -> None:
        if self._chosen is not None and index.isValid():
            self.property_wanted.emit(self._chosen, self.schema.pointer_at(index.row()))

    def _go_to(self, index: QModelIndex) -> None:
        if number := self.calls.number_at(index.row()):
            self.event_chosen.emit(number)

    def show_told(self) -> None:
        """Shows what is counted by now."""
        told = self._counting.told
        grouping = list(Grouping)[self.kinds.checked]
        groups = told.groups if told.groups.grouping is grouping else None
        shown = groups.shown if groups else ()
        place = self.table.verticalScrollBar().value()
        self.rows.show_groups(grouping, shown)
        self.table.verticalScrollBar().setValue(place)
        self._keep_selection()
        self._fit()
        self.summary.setText(summary(groups, told.gathered))
        self._pages.setCurrentIndex(1 if shown else 0)
        if shown and self._to_focus:
            self._to_focus = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not shown:
            done = groups is not None and told.gathered >= 1
            title = f"No {TITLES[grouping].lower()} yet" if done else "Looking through the session…"
            self.empty.say(title, TEACH[grouping], "")
        self._show_inside()

    def _keep_selection(self) -> None:
        """The group stays chosen where others overtake it; the first is chosen where none is."""
        row = self.rows.row_of(self._chosen.key) if self._chosen else 0
        if row >= 0 and self.table.currentIndex().row() != row and self.rows.at(row):
            self.table.selectRow(row)

    def _show_inside(self) -> None:
        inside = self._counting.told.inside
        if inside is not None and inside.chosen != self._chosen:
            inside = None
        self._show_calls.setEnabled(self._chosen is not None)
        if inside is None:
            self.said.say("Looking…" if self._chosen else "Select a group to look into it.")
            self.calls.show_calls(None, ())
            self.schema.show_kind(Kind())
            return
        name = self.rows.text(max(0, self.table.currentIndex().row()), Column.GROUP)
        self.said.say(inside_words(inside, visible(elided(name, 60))))
        if inside.kind is not None:
            self.schema.show_kind(inside.kind)
            self._inside.setCurrentWidget(self.schema_table)
        else:
            self.calls.show_calls(inside.chosen, inside.calls)
            self._inside.setCurrentWidget(self.call_table)
