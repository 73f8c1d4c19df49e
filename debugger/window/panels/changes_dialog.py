"""What differs between another session and this one, beside the window; each change leads to its calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from debugger.comparing.sessions import Aspect, Change
from debugger.payload.text import visible
from debugger.query.writing import value_term
from debugger.window.background.profiling import Compared
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.change_rows import ChangeRows, Column
from debugger.window.widgets.empty_page import EmptyPage
from debugger.window.widgets.labels import label
from debugger.window.widgets.plain_table import PlainTable

_ALL = "All kinds"


class ChangesDialog(QDialog):
    """Lists the changes, of all kinds or of one."""

    wanted = Signal(str)
    """A filter that finds the calls of a change."""

    def __init__(self, compared: Compared, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Compare with another session")
        give_room(self, (640, 360), usual=(1000, 560))
        self._changes = compared.changes
        self.rows = ChangeRows(theme, self)
        self.table = PlainTable(self.rows, name="Differences of two sessions", parent=self)
        self.kind = QComboBox(self)
        self.show_calls = QPushButton("Show its calls", self)
        self.empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._lay_out(compared)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme's colours."""
        self.rows.set_theme(theme)

    def _lay_out(self, compared: Compared) -> None:
        old, new = map(visible, compared.names)
        said = label(f"{old} ({compared.calls[0]:,} calls) → {new} ({compared.calls[1]:,} calls)")
        said.setWordWrap(True)
        self.kind.setAccessibleName("Kind of difference")
        self.kind.addItem(f"{_ALL} ({len(self._changes):,})")
        counts = Counter(each.aspect for each in self._changes)
        for aspect in filter(counts.get, Aspect):
            self.kind.addItem(f"{aspect.heading} ({counts[aspect]:,})", aspect)
        self.kind.currentIndexChanged.connect(self._fill)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.KIND, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setSelectionBehavior(PlainTable.SelectionBehavior.SelectRows)
        self.table.doubleClicked.connect(self._ask)
        self.table.entered.connect(self._ask)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.show_calls.setToolTip("Filter this session by the event of the selected difference")
        self.show_calls.setAutoDefault(False)
        self.show_calls.clicked.connect(self._ask)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(said, 1)
        head.addWidget(self.kind)
        foot.addStretch()
        foot.addWidget(self.show_calls)
        foot.addWidget(close)
        for row in (head, foot):
            row.setContentsMargins(EDGE, 3 * GRID, EDGE, 3 * GRID)
            row.setSpacing(3 * GRID)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)
        whole.addLayout(foot)

    def _fill(self) -> None:
        aspect = self.kind.currentData()
        shown: Sequence[Change] = [
            each for each in self._changes if aspect is None or each.aspect == aspect
        ]
        self.rows.show_changes(shown)
        if not shown:
            self.empty.say(
                "Nothing differs",
                "Both sessions have the same events, with the same properties, types and findings.",
                "",
            )
        self._pages.setCurrentWidget(self.table if shown else self.empty)
        if shown:
            self.table.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        self.show_calls.setEnabled(self._filter() is not None)

    def _ask(self) -> None:
        if wanted := self._filter():
            self.wanted.emit(wanted)

    def _filter(self) -> str | None:
        """What finds the calls of the selected change; None where this session has none."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.rows.changes):
            return None
        change = self.rows.changes[row]
        if change.aspect is Aspect.EVENTS and change.sign == "-":
            return None
        fields = zip(("type", "event"), change.key, strict=True)
        return " ".join(value_term(field, value) for field, value in fields if value) or None
