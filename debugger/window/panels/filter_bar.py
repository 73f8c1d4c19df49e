"""The filter: a text that calls must hold, the source they are of, and unmistakable signs that it is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from debugger.payload.text import elided
from debugger.window import icons
from debugger.window.appearance import EDGE, GRID, spaced
from debugger.window.theme import Theme

DEBOUNCE = 150
"""Milliseconds without a key before the search begins."""


class FilterBar(QWidget):
    """A line of text with its result; says so when it hides calls."""

    changed = Signal(str)
    """What to look for; empty to show all."""
    source_left = Signal()
    """The calls of all sources are wanted again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLineEdit(self)
        self._text.setObjectName("filterText")
        self._text.setAccessibleName("Filter")
        self._text.setPlaceholderText("Filter: a text in the payload, event name, user or source")
        self._sign = QAction(self._text)
        self._text.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._source = QPushButton(self)
        self._source.setObjectName("onlySource")
        self._source.clicked.connect(self.source_left)
        self._source.setAccessibleName("Show the calls of all sources")
        self._source.hide()
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "strong")
        self._clear = QPushButton(spaced("Clear filter"), self)
        self._clear.setToolTip("Show all calls again (Esc)")
        self._clear.setAccessibleName("Clear filter")
        self._clear.clicked.connect(self.clear)
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._wait.timeout.connect(self._apply)
        self._text.textChanged.connect(self._notice_text)
        self._text.returnPressed.connect(self._apply)
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._source)
        row.addWidget(self._text, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
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

    def look_for(self, needle: str) -> None:
        """Filters by a text at once."""
        self._text.setText(needle)
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
        self._text.clear()
        self._apply()
        self.source_left.emit()

    def set_result(self, *, shown: int, total: int, progress: float | None) -> None:
        """Says how many calls the filter leaves, and how far the search is while it runs."""
        on = bool(self.needle) or not self._source.isHidden()
        counted = f"{shown:,} of {total:,}"
        if progress is not None:
            counted += f" · searching, {progress:.0%}"
        self._count.setText(counted if on else "")
        self._count.setVisible(on)
        self._clear.setVisible(on)
        for widget in (self, self._text):
            if widget.property("on") != on:
                widget.setProperty("on", on)
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in another theme's colours."""
        self._sign.setIcon(icons.icon("filter", theme.muted))
        self._clear.setIcon(icons.icon("x", theme.text))
        self._source.setIcon(icons.icon("x", theme.text))

    def _notice_text(self) -> None:
        self._wait.start()

    def _apply(self) -> None:
        self._wait.stop()
        self.changed.emit(self.needle)
