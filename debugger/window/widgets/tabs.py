"""Tabs that keep together when there is little room, and say less where they carry icons and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from debugger.window.looks.scale import SCALE

_AROUND, _CLOSE_AROUND = 26, 12
"""Pixels beside a title, and beside one that is close to the next."""
_MARK = 22
"""Pixels of an icon with the space to its title."""

_EDGE = 8
"""Pixels before the first title."""
_STYLE = "QTabWidget::tab-bar { left: 4px; }"
_FIRST = "QTabBar::tab:first { margin-left: 4px; }"
_WIDE = ""
_CLOSE = "QTabBar::tab { padding: 8px 5px; } " + _FIRST
_CLOSEST = "QTabBar::tab { padding: 8px 1px; font-size: 9pt; } " + _FIRST
"""Of the bar alone: a style sheet of the whole has every page styled anew, which takes 60 ms."""


@dataclass(frozen=True, slots=True)
class Title:
    """What stands above a page."""

    text: str
    count: int = 0
    """How many there are of what the page shows."""
    mark: QIcon | None = None


class Tabs(QTabWidget):
    """Pages with their titles on top."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._short = False
        self._titles: dict[int, Title] = {}
        self._percent = SCALE.percent
        self.setStyleSheet(SCALE.sheet(_STYLE))  # before there are pages to be styled anew by it
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)

    def name(self, titles: Mapping[QWidget, Title]) -> None:
        """Titles pages; costs nothing where they are titled so."""
        named = {self.indexOf(part): title for part, title in titles.items()}
        others = {at: title for at, title in named.items() if self._titles.get(at) != title}
        if others or self._percent != SCALE.percent:
            self._percent = SCALE.percent
            self._titles.update(others)
            for index, title in others.items():
                self.setTabIcon(index, title.mark or QIcon())
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses the space around the titles."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves as much space around the titles as there is, and else the counts out."""
        room = self.width()
        style = next(
            (
                style
                for style, around in ((_WIDE, _AROUND), (_CLOSE, _CLOSE_AROUND))
                if self._needed(around) <= room
            ),
            _CLOSEST,
        )
        self._short = style == _CLOSEST
        bar = self.tabBar()
        for widget, sheet in ((self, SCALE.sheet(_STYLE)), (bar, SCALE.sheet(style))):
            if widget.styleSheet() != sheet:
                widget.setStyleSheet(sheet)
        for index in self._titles:
            self._write(index)

    def _needed(self, around: int) -> int:
        metrics = self.fontMetrics()
        return 2 * _EDGE + sum(
            metrics.horizontalAdvance(self._full(index))
            + around
            + (0 if self.tabIcon(index).isNull() else SCALE.pixels(_MARK))
            for index in range(self.count())
        )

    def _full(self, index: int) -> str:
        title = self._titles.get(index) or Title(self.tabText(index))
        return f"{title.text} {title.count}" if title.count else title.text

    def _write(self, index: int) -> None:
        full = self._full(index)
        text = self._titles[index].text if self._short else full
        if self.tabText(index) != text:
            self.setTabText(index, text)
        self.setTabToolTip(index, full if self._short else "")
