"""Tabs that keep together when there is little room, and say less where they carry icons and counts."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

_FEW = (480, 0)
_MANY = (640, 490)
"""Pixels below which the tabs move together, and below which they leave out their counts."""

_STYLE = "QTabWidget::tab-bar { left: 4px; }"
_CLOSE = "QTabWidget::tab-bar { left: 8px; } QTabBar::tab { padding: 8px 5px; }"
_CLOSEST = "QTabWidget::tab-bar { left: 8px; } QTabBar::tab { padding: 8px 1px; font-size: 9pt; }"


class Tabs(QTabWidget):
    """Pages with their titles on top."""

    def __init__(self, name: str, *, are_many: bool = False) -> None:
        super().__init__()
        self._narrow, self._narrowest = _MANY if are_many else _FEW
        self._counted: dict[int, tuple[str, int]] = {}
        self.setIconSize(QSize(14, 14))
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)

    def name(self, part: QWidget, title: str, *, count: int, mark: QIcon) -> None:
        """Titles a page, with how many there are of what it shows."""
        index = self.indexOf(part)
        self._counted[index] = title, count
        self.setTabIcon(index, mark)
        self._write(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses the space around the titles."""
        super().resizeEvent(event)
        width = event.size().width()
        style = (
            _STYLE if width >= self._narrow else _CLOSE if width >= self._narrowest else _CLOSEST
        )
        if self.styleSheet() != style:
            self.setStyleSheet(style)
        for index in self._counted:
            self._write(index)

    def _write(self, index: int) -> None:
        title, count = self._counted[index]
        full = f"{title} {count}" if count else title
        short = 0 < self.width() < self._narrowest
        self.setTabText(index, title if short else full)
        self.setTabToolTip(index, full if short else "")
