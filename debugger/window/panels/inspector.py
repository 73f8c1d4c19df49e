"""One part of an event beside the spec: the findings that belong to it, and a table of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from debugger.findings import Finding
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.field_rows import FieldRow, Standing
from debugger.window.models.field_tree import Column, FieldTree
from debugger.window.models.finding_rows import card
from debugger.window.models.prepared import Prepared
from debugger.window.widgets.filled_in_sight import FilledInSight
from debugger.window.widgets.filter_offers import offer_place
from debugger.window.widgets.finding_list import FindingList
from debugger.window.widgets.labels import label

_NARROW = 460
"""Pixels below which the expected type is only in the verdict."""

_SHARES = {Column.FIELD: 0.24, Column.EXPECTED: 0.2, Column.RECEIVED: 0.24, Column.VERDICT: 0.32}
_NARROW_SHARES = {
    Column.FIELD: 0.37,
    Column.EXPECTED: 0.0,
    Column.RECEIVED: 0.28,
    Column.VERDICT: 0.35,
}


ALIGNED_HEADER = """
QHeaderView::section { padding: 0px 3px; }
QHeaderView::section:first { padding-left: 19px; }
"""
"""The titles stand where the cells' text does, behind the arrows."""

_FIELDS, _CARD = 84, 40
"""Pixels that are left to the fields below the findings, and to the findings where there are not as many."""


class _KeepsColours(QStyledItemDelegate):
    """A selected field keeps the colour of its verdict."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Takes the colour for selected text from the model as well."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(colour, QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)


class FieldView(QTreeView):
    """The table of fields; objects that came are open."""

    chosen = Signal(object)
    """The `FieldRow` that was clicked, or on which Enter was pressed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = FieldTree(theme, self)
        self.setModel(self.tree)
        self.setObjectName("fields")
        self.setAccessibleName(f"{name}: fields")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.header().setMinimumSectionSize(40)
        self.setMinimumHeight(1)  # as low as there is room for below the findings
        self.setItemDelegate(_KeepsColours(self))
        self.setStyleSheet(ALIGNED_HEADER)
        self.clicked.connect(self._choose)

    def show_rows(self, rows: tuple[FieldRow, ...]) -> None:
        """Shows other fields."""
        self.tree.show_rows(rows)
        self._open_what_came(QModelIndex())

    def light(self, pointer: str | None) -> None:
        """Makes the field at a JSON Pointer the current one; None leaves none current."""
        index = QModelIndex() if pointer is None else self.tree.index_of(pointer)
        self.clearSelection()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the field's line; the copy key takes its name and value."""
        row = self.tree.field_at(self.currentIndex())
        if row is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.currentIndex())
        elif row is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(f"{row.name}: {row.received or row.verdict}")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out among the columns."""
        super().resizeEvent(event)
        width = self.viewport().width()
        narrow = width < SCALE.pixels(_NARROW)
        self.setColumnHidden(Column.EXPECTED, narrow)
        for column, share in (_NARROW_SHARES if narrow else _SHARES).items():
            if share:
                self.setColumnWidth(column, round(width * share))

    def _choose(self, index: QModelIndex) -> None:
        row = self.tree.field_at(index)
        if row is not None and row.standing is not Standing.HEADING:
            self.chosen.emit(row)

    def _open_what_came(self, parent: QModelIndex) -> None:
        for place in range(self.tree.rowCount(parent)):
            index = self.tree.index(place, 0, parent)
            row = self.tree.field_at(index)
            if row is None:
                continue
            if row.standing is Standing.HEADING:
                self.setFirstColumnSpanned(place, parent, True)  # noqa: FBT003 - Qt's own signature
            if row.members and (row.received or any(member.severity for member in row.members)):
                self.expand(index)
                self._open_what_came(index)


class Inspector(FilledInSight):
    """What every inspector has in common; each says which fields and findings are its own."""

    finding_chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    """The index of a finding, and where on the screen its menu is wanted."""
    field_chosen = Signal(object)
    column_wanted = Signal(object)
    """A path whose values are to be a column of the list."""
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""

    def __init__(  # noqa: PLR0913 - what tells one inspector from another
        self,
        theme: Theme,
        *,
        name: str,
        nothing: str,
        fields: Callable[[Prepared], tuple[FieldRow, ...]],
        owns: Callable[[Finding], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._fields = fields
        self._owns = owns
        self._findings: Sequence[Finding] = ()
        self._lit: int | None = None
        self._lit_field: str | None = None
        self._document: Mapping[str, object] = {}
        self.list = FindingList(theme, compact=True)
        self.list.setAccessibleName(f"{name}: findings")
        self.list.chosen.connect(self.finding_chosen)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.reflowed.connect(self._bound_list)
        self.view = FieldView(theme, name)
        self.view.chosen.connect(self._choose)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._offer)
        self._nothing = label(nothing, tone="muted")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The list is as high as the panel lets it be, so it must not say how high the panel is.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._nothing, 1)

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows another event's part, as soon as the panel is in sight."""
        self._findings = prepared.event.findings
        self._lit = self._lit_field = None
        super().show_prepared(prepared)

    def fill(self, prepared: Prepared) -> None:
        """Shows another event's part."""
        self._document = prepared.message.fields
        cards = [card(index, finding, mask=prepared.mask) for index, finding in self.own_findings()]
        rows = self._fields(prepared)
        self.list.show_cards(cards)
        self.list.setVisible(bool(cards))
        self.view.show_rows(rows)
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._bound_list()
        if self._lit is not None or self._lit_field is not None:
            self._light()

    def menu_of(self, row: FieldRow) -> QMenu:
        """What a right click on a field offers."""
        menu = QMenu(self)
        offer_place(
            menu,
            self._document,
            row.pointer,
            filter_wanted=self.filter_wanted.emit,
            column_wanted=self.column_wanted.emit,
        )
        return menu

    def _offer(self, place: QPoint) -> None:
        row = self.view.tree.field_at(self.view.currentIndex())  # a right click has made it that
        if row is not None and row.pointer:
            menu = self.menu_of(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def own_findings(self) -> list[tuple[int, Finding]]:
        """The findings that belong here, with their index."""
        return [
            (index, finding) for index, finding in enumerate(self._findings) if self._owns(finding)
        ]

    def light(self, finding: int | None) -> None:
        """Makes a finding, and the field it speaks of, the current ones where they are here."""
        own = finding is not None and self._owns(self._findings[finding])
        self._lit = finding if own else None
        self._lit_field = None if self._lit is None else self._findings[self._lit].pointer
        self._light()

    def light_field(self, pointer: str | None) -> None:
        """Makes a field the current one."""
        self._lit, self._lit_field = None, pointer
        self._light()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.list.set_theme(theme)
        self.view.tree.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the fields more than half of the height."""
        super().resizeEvent(event)
        self._bound_list()

    def _bound_list(self) -> None:
        """Shows whole cards, but never over the fields: a low panel has its cards scrolled."""
        cards = self.list.height_of_cards_in(round(self.height() * 0.45))
        left = self.height() - SCALE.pixels(_FIELDS)
        self.list.setFixedHeight(min(cards, max(left, SCALE.pixels(_CARD))))

    def _light(self) -> None:
        """Not yet where the panel has still to catch up: it does so then."""
        if not self._is_stale:
            self.list.light(self._lit)
            self.view.light(self._lit_field)

    def _choose(self, row: FieldRow) -> None:
        if row.finding is not None:
            self.finding_chosen.emit(row.finding)
        elif row.pointer:
            self.field_chosen.emit(row)
