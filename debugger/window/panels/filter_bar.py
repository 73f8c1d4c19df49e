"""The filter: what is typed, what it does in words or what is wrong, and unmistakable signs that it is on."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from debugger.errors import FilterError
from debugger.payload.text import elided, storable, visible
from debugger.query import parse
from debugger.query.times import Stretch, with_stretch
from debugger.query.tree import Text, leaves
from debugger.query.words import in_words
from debugger.query.writing import added
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID, spaced
from debugger.window.looks.theme import Theme
from debugger.window.panels.filter_menu import FilterMenu
from debugger.window.remembered.kept_filters import KeptFilters
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.filter_line import FilterLine

DEBOUNCE = 150
"""Milliseconds without a key before the search begins."""
_LONGEST_SAID = 2000
"""Characters of the filter in words, where the pointer rests."""


class FilterBar(QWidget):
    """A line of text with its result; says so when it hides calls."""

    changed = Signal(str)
    """The filter that holds; empty to show all. What cannot be read is never passed on."""
    source_left = Signal()
    """The calls of all sources are wanted again."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptFilters(settings)
        self._applied = ""
        self._off = False
        self._words = ""
        self.line = self._text = FilterLine(theme, self)
        self._text.setObjectName("filterText")
        self._text.setAccessibleName("Filter")
        self._text.setPlaceholderText(
            "Filter: a text, or type:track severity>=warning properties.x:1"
        )
        self._text.show_sign("filter")
        self._source = QPushButton(self)
        self._source.setObjectName("onlySource")
        self._source.clicked.connect(self.source_left)
        self._source.setAccessibleName("Show the calls of all sources")
        self._source.hide()
        self._count = _plain_label("strong", self)
        self._said = _plain_label("muted", self)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._switch = QPushButton(self)
        self._switch.setCheckable(True)
        self._switch.setAccessibleName("Filter on")
        self._switch.clicked.connect(self.switch)
        self.menu = FilterMenu(self._kept, theme, self)
        self.menu.chosen.connect(self.look_for)
        self.menu.example_chosen.connect(self._try)
        self._clear = QPushButton(spaced("Clear filter"), self)
        self._clear.setToolTip("Show all calls again (Esc)")
        self._clear.setAccessibleName("Clear filter")
        self._clear.clicked.connect(self.clear)
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._wait.timeout.connect(self._apply)
        self._text.textChanged.connect(self._notice_text)
        self._text.returnPressed.connect(self._use)
        self._text.editingFinished.connect(self._remember)
        self._lay_out()
        self.set_theme(theme)
        self.set_result(shown=0, total=0, progress=None)

    @property
    def needle(self) -> str:
        """What stands in the line."""
        return self._text.text()

    def focus(self) -> None:
        """Puts the cursor into the line, with its text selected."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def look_for(self, typed: str) -> None:
        """Filters by this at once."""
        self._off = False
        self._text.setText(typed)
        self._use()

    def add(self, term: str, out: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        """Filters for a term as well, or with `out` takes away what it finds."""
        self.look_for(added(self._applied if self._mistake() else self.needle, term, out=out))

    def leave_stretch(self, stretch: Stretch) -> None:
        """Filters for the calls of a time as well, in place of the one that it leaves by now."""
        typed = self._applied if self._mistake() else self.needle
        now = datetime.now(UTC).astimezone().replace(tzinfo=None)
        self.look_for(with_stretch(typed, stretch, now))

    def switch(self) -> None:
        """Switches the filter off for a moment, or on again; what is typed stays."""
        self._off = not self._off
        self._apply()

    def show_source(self, name: str | None) -> None:
        """Says that the calls of one source alone are shown; None for those of all."""
        self._source.setVisible(name is not None)
        if name is not None:
            self._source.setText(spaced(f"Only {elided(name, 30)}".replace("&", "&&")))
            self._source.setAccessibleName(f"Only the calls of {name} are shown; show those of all")
            self._source.setToolTip("Show the calls of all sources again (Esc)")

    def clear(self) -> None:
        """Shows all calls again, at once."""
        self._off = False
        self._text.clear()
        self._apply()
        self.source_left.emit()

    def set_result(self, *, shown: int, total: int, progress: float | None) -> None:
        """Says how many calls the filter leaves, and how far the search is while it runs."""
        on = (bool(self._applied) and not self._off) or not self._source.isHidden()
        counted = f"{shown:,} of {total:,}"
        if progress is not None:
            counted += f" · searching, {progress:.0%}"
        self._count.setText(counted if on else "Filter is off" if self._off else "")
        self._count.setVisible(on or self._off)
        self._clear.setVisible(on or bool(self.needle))
        self._switch.setVisible(bool(self.needle))
        self._switch.setChecked(not self._off)
        self._switch.setText(spaced("Off" if self._off else "On"))
        key = "Ctrl+Alt+F"
        does = "Filter again" if self._off else "Switch the filter off for a moment"
        self._switch.setToolTip(f"{does} ({key})")
        self._mark("on", on=on)

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in another theme's colours."""
        self._text.set_theme(theme)
        self.menu.set_theme(theme)
        self._clear.setIcon(icons.icon("x", theme.text))
        self._source.setIcon(icons.icon("x", theme.text))
        self._switch.setIcon(icons.icon("eye", theme.text))

    def _lay_out(self) -> None:
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._source)
        row.addWidget(self._text, 1)
        for part in (self._count, self._switch, self.menu, self._clear):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._said)

    def _notice_text(self) -> None:
        self._off = False
        self.menu.typed = self.needle.strip()
        self._wait.start()

    def _try(self, term: str) -> None:
        """Puts a term where it can be changed before it is used."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look_for(added(self._applied, term))

    def _use(self) -> None:
        self._apply()
        self._remember()

    def _remember(self) -> None:
        if self._applied and self._applied == self.needle:
            self._kept.use(self._applied)

    def _apply(self) -> None:
        """Passes the filter on; one that cannot be read leaves the last one on, and says what is wrong."""
        self._wait.stop()
        wrong = self._mistake()
        self._text.show_mistake(wrong)
        self._say(wrong)
        self._mark("wrong", on=wrong is not None)
        if wrong is None:
            self._applied = storable(self.needle)
        self.changed.emit("" if self._off else self._applied)

    def _mistake(self) -> FilterError | None:
        try:
            parse(self.needle)
        except FilterError as error:
            return error
        return None

    def _say(self, wrong: FilterError | None) -> None:
        """What is wrong; else what the filter does, where it is more than a text."""
        said = ""
        if wrong is not None:
            said = str(wrong)
            if self._applied:
                said += " The filter before is still on."
        else:
            query = parse(self.needle)
            words = in_words(query)
            if words and not all(isinstance(leaf, Text) for leaf in leaves(query)):
                said = f"Calls where {words}"
            self._text.setToolTip(visible(f"Calls where {words}") if words else "")
        self._words = visible(said)
        self._said.setToolTip(visible(elided(said, _LONGEST_SAID)))
        self._fit()
        self._said.setProperty("tone", "error" if wrong else "muted")
        self._said.setVisible(bool(said))
        _restyle(self._said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * EDGE
        metrics = self._said.fontMetrics()
        self._said.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def _mark(self, name: str, *, on: bool) -> None:
        for widget in (self, self._text):
            if widget.property(name) != on:
                widget.setProperty(name, on)
                _restyle(widget)


def _plain_label(tone: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.hide()
    return label


def _restyle(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
