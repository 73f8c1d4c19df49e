"""Draws a finding as a card: what, where, why, and how to mend it; its text is broken anywhere, never cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from debugger.window.looks.appearance import captured_font, interface_font
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.finding_rows import Card, FindingRole

_EDGE = 16
_PADDING = 12
_ICON = 16
_GAP = 8
_LINE_GAP = 4
_BAR = 3


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph with the place of its top left corner in the card."""

    layout: QTextLayout
    left: float
    top: float
    colour: str


class FindingDelegate(QStyledItemDelegate):
    """Cards as wide as the view; `compact` ones leave out the reference."""

    def __init__(self, theme: Theme, view: QListView, *, compact: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self._compact = compact

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as its text needs at the view's width."""
        width = self._view.viewport().width()
        return QSize(width, self._place(_card(index), width)[1])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints the card; the current one on a ground, with a bar in its severity's colour."""
        card = _card(index)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(box)
        self._paint_ground(painter, box, state, card)
        colour = self.theme.muted if card.silenced else self.theme.severity(card.severity)
        size = SCALE.pixels(_ICON)
        icon(SEVERITY_ICONS[card.severity], colour, _ICON).paint(
            painter, QRect(box.left() + _EDGE, box.top() + _PADDING + 1, size, size)
        )
        for placed in self._place(card, box.width())[0]:
            painter.setPen(QColor(placed.colour))
            placed.layout.draw(painter, QPointF(box.left() + placed.left, box.top() + placed.top))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, card: Card
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self.theme.lit(card.severity)))
            bar = QRect(box.left(), box.top(), _BAR, box.height())
            painter.fillRect(bar, QColor(self.theme.severity(card.severity)))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self.theme.panel))
        line = QRect(box.left() + _EDGE, box.bottom(), box.width() - 2 * _EDGE, 1)
        painter.fillRect(line, QColor(self.theme.line))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _place(self, card: Card, width: int) -> tuple[list[_Placed], int]:
        """The paragraphs of a card where they stand, and the card's height."""
        left = _EDGE + SCALE.pixels(_ICON) + _GAP
        right = width - _EDGE
        mono = captured_font(points=9)
        pointer_width = QFontMetricsF(mono).horizontalAdvance(card.pointer) + 1
        heading_width = right - left - pointer_width - 2 * _GAP
        beside = bool(card.pointer) and heading_width > (right - left) * 0.5
        placed: list[_Placed] = []
        top = float(_PADDING)

        def add(text: str, font: QFont, colour: str, *, width: float = right - left) -> None:
            nonlocal top
            if text:
                layout, height = _paragraph(text, font, width)
                placed.append(_Placed(layout, left, top, colour))
                top += height + _LINE_GAP

        if beside:
            layout, _ = _paragraph(card.pointer, mono, pointer_width)
            placed.append(_Placed(layout, right - pointer_width, top + 1, self.theme.muted))
        strong = interface_font(weight=QFont.Weight.DemiBold)
        text = self.theme.muted if card.silenced else self.theme.text
        add(card.what, strong, text, width=heading_width if beside else right - left)
        if not beside:
            add(card.pointer, mono, self.theme.muted)
        plain = interface_font(points=9)
        add(card.silenced, plain, self.theme.text)
        add(card.why, plain, self.theme.muted)
        add(card.mend, plain, text)
        add(card.outcome, plain, self.theme.error)
        if not self._compact:
            add(card.reference, interface_font(points=8), self.theme.muted)
        return placed, round(top - _LINE_GAP + _PADDING)


def _card(index: QModelIndex | QPersistentModelIndex) -> Card:
    made = index.data(FindingRole.CARD)
    assert isinstance(made, Card)  # noqa: S101 - the model's promise, for the type checker
    return made


def _paragraph(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    """`text` broken into lines of at most `width` pixels, at words where it can be, and the height in pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40.0))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
