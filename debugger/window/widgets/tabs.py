"""Tabs that keep together when there is little room, and say less where they carry icons and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from debugger.window.looks.appearance import interface_font
from debugger.window.looks.scale import SCALE

_ICON, _BESIDE_ICON = 14, 16
"""Pixels of an icon, and of what the style leaves beside it in all."""
_EDGE = 4
"""Pixels before the first title."""
_STYLE = "QTabWidget::tab-bar { left: 4px; }"
_FIRST = "QTabBar::tab:first { margin-left: 4px; }"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spacing:
    """How close titles stand, as pixels on both sides of one; the last ones are smaller, and say no counts."""

    beside: int
    points: int = 10
    counts: bool = True

    @property
    def sheet(self) -> str:
        """Of the bar alone: a style sheet of the whole has every page styled anew, which takes 60 ms."""
        if self == _WIDE:
            return ""
        size = (
            f"QTabBar {{ font-size: {self.points}pt; }}"  # of a tab alone, it would not be measured
        )
        return f"{size} QTabBar::tab {{ padding: 8px {self.beside}px; }} {_FIRST}"


_WIDE = _Spacing(beside=12)
_SPACINGS = (
    _WIDE,
    _Spacing(beside=5),
    _Spacing(beside=7, counts=False),
    _Spacing(beside=5, points=9, counts=False),
    _Spacing(beside=2, points=9, counts=False),
    _Spacing(beside=0, points=9, counts=False),
)


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
        self._spacing = _WIDE
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
        fitting = (spacing for spacing in _SPACINGS if self._needed(spacing) <= room)
        spacing = self._spacing = next(fitting, _SPACINGS[-1])
        bar = self.tabBar()
        for widget, sheet in ((self, SCALE.sheet(_STYLE)), (bar, SCALE.sheet(spacing.sheet))):
            if widget.styleSheet() != sheet:
                widget.setStyleSheet(sheet)
        for index in self._titles:
            self._write(index)

    def _needed(self, spacing: _Spacing) -> int:
        metrics = QFontMetrics(interface_font(points=spacing.points))
        return 2 * _EDGE + sum(
            metrics.horizontalAdvance(self._title(index, spacing))
            + 2 * spacing.beside
            + 1  # a title's width is rounded up
            + (0 if self.tabIcon(index).isNull() else SCALE.pixels(_ICON) + _BESIDE_ICON)
            for index in range(self.count())
        )

    def _full(self, index: int) -> str:
        title = self._titles.get(index) or Title(self.tabText(index))
        return f"{title.text} {title.count}" if title.count else title.text

    def _title(self, index: int, spacing: _Spacing) -> str:
        title = self._titles.get(index)
        return self._full(index) if spacing.counts or title is None else title.text

    def _write(self, index: int) -> None:
        text, full = self._title(index, self._spacing), self._full(index)
        if self.tabText(index) != text:
            self.setTabText(index, text)
        self.setTabToolTip(index, full if text != full else "")
