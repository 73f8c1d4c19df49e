"""Tabs that keep together when there is little room, and say less where they carry icons and counts."""

from __future__ import annotations

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


class Tabs(QTabWidget):
    """Pages with their titles on top."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._short = False
        self._counted: dict[int, tuple[str, int]] = {}
        self.setStyleSheet(SCALE.sheet(_STYLE))  # before there are pages to be styled anew by it
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)

    def name(self, part: QWidget, title: str, *, count: int, mark: QIcon) -> None:
        """Titles a page, with how many there are of what it shows."""
        index = self.indexOf(part)
        self._counted[index] = title, count
        self.setTabIcon(index, mark)
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
        for index in self._counted:
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
        title, count = self._counted.get(index, (self.tabText(index), 0))
        return f"{title} {count}" if count else title

    def _write(self, index: int) -> None:
        title, full = self._counted[index][0], self._full(index)
        self.setTabText(index, title if self._short else full)
        self.setTabToolTip(index, full if self._short else "")
