"""A source as a button: its mark, its name and how many calls it sent."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from debugger.sources.known import KnownSource
from debugger.window.looks.appearance import interface_font
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.source_words import spoken, told
from debugger.window.widgets.state_mark import mark_size, paint_mark

_PADDING = 8
_GAP = 6
_HEIGHT = 24
_LONGEST = 180
"""Pixels of a name; a longer one is cut."""


class SourceChip(QAbstractButton):
    """Checked while the list shows this source alone."""

    def __init__(self, source: KnownSource, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(interface_font(points=9))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setObjectName("source")
        self._theme = theme
        self.source = source
        self.show_source(source)

    def show_source(self, source: KnownSource) -> None:
        """Shows what is known of the source now."""
        self.source = source
        self.setText(source.name)
        self.setCheckable(source.sender is not None)
        self.setAccessibleName(spoken(source))
        self.setAccessibleDescription(told(source))
        act = "Click to show its calls alone." if source.sender else "Click for its particulars."
        lines = "<br>".join(escape(line) for line in (*told(source).split("\n"), act))
        self.setToolTip(f"<p style='white-space: nowrap'>{lines}</p>")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    @property
    def _count(self) -> str:
        return f"{self.source.calls:,}"

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = self.fontMetrics()
        words = min(SCALE.pixels(_LONGEST), metrics.horizontalAdvance(self.text())) + 1
        count = metrics.horizontalAdvance(self._count)
        return QSize(
            2 * _PADDING + mark_size() + 2 * _GAP + words + count + 1, SCALE.pixels(_HEIGHT)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, mark, name and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        top = (self.height() - mark_size()) / 2
        paint_mark(
            painter,
            QPointF(_PADDING, top),
            self._theme.sources[self.source.colour],
            self.source.state,
        )
        metrics = self.fontMetrics()
        count = metrics.horizontalAdvance(self._count)
        room = self.rect().adjusted(_PADDING + mark_size() + _GAP, 0, -_PADDING - count - _GAP, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.text))
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            self.rect().adjusted(0, 0, -_PADDING, 0),
            middle | Qt.AlignmentFlag.AlignRight,
            self._count,
        )

    def _paint_ground(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if self.isChecked() or hovered or self.hasFocus():
            lit = self.isChecked() or hovered
            painter.setBrush(QColor(self._theme.selection if lit else self._theme.panel))
            edge = self.isChecked() or self.hasFocus()
            colour = QColor(self._theme.accent if edge else self._theme.selection)
            painter.setPen(QPen(colour, 2 if self.hasFocus() and self.isChecked() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
