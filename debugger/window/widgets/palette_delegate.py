"""Draws a row of the command palette: an icon, the title, what kind of thing it is, and its key at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from debugger.window.looks import icons
from debugger.window.looks.appearance import interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.palette_rows import Entry, PaletteRole

_ROW = 32
_ICON = 16
_EDGE = 12
_GAP = 10
_BAR = 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PaletteDelegate(QStyledItemDelegate):
    """Rows of one height."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, SCALE.pixels(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints one; what cannot be done now is muted."""
        entry = index.data(PaletteRole.ENTRY)
        assert isinstance(entry, Entry)  # noqa: S101 - the model's promise, for the type checker
        theme, box = self.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.selection))
            painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(theme.accent))
        size = SCALE.pixels(_ICON)
        if entry.icon:
            place = QRect(box.left() + _EDGE, box.top() + (box.height() - size) // 2, size, size)
            icons.icon(entry.icon, theme.muted, _ICON).paint(painter, place)
        room = box.adjusted(_EDGE + size + _GAP, 0, -_EDGE, 0)
        small = interface_font(points=9)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(room, _RIGHT, entry.key)
        room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(entry.key) - _GAP)
        self._paint_words(painter, room, entry)

    def _paint_words(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        font = interface_font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text if entry.enabled else self.theme.muted))
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + _GAP)
        small = interface_font(points=9)
        beside = QFontMetrics(small).elidedText(
            entry.kind, Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        painter.setFont(small)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(room, _LEFT, beside)
