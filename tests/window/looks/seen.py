"""What a person would see wrong in a window: words that are cut, parts over each other, text too faint to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from debugger.window.widgets.labels import ElidedLabel
from tests.window.looks.test_appearance import contrast

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_OWN_INSIDES = (QComboBox, QLineEdit, QAbstractItemView, QTabBar, QHeaderView)
"""Qt lays out what is in these; a list's button to the newest is over its rows on purpose."""
_ROWS = 12
_LINE = 12
"""Pixels of height that something has which can be read."""
_ARROW = 28
"""Pixels of a combo box beside its words."""


def shown(top: QWidget) -> Iterator[QWidget]:
    """What is visible of a window, without the windows over it."""
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and widget.window() is top and not _is_qts(widget):
            yield widget


def named(widget: QWidget) -> str:
    """A widget so that it is found in the code."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    parent = type(widget.parent()).__name__
    return f"{type(widget).__name__} {text or widget.accessibleName()!r} in {parent}"


def cut(top: QWidget) -> list[str]:
    """The words that are not shown whole, and not told by a tooltip either."""
    return [f"{named(widget)}: {what}" for widget in shown(top) for what in _cut_in(widget)]


def _cut_in(widget: QWidget) -> list[str]:
    has, needs = widget.size(), widget.sizeHint()
    told = bool(widget.toolTip())
    whole = True
    match widget:
        case ElidedLabel():
            wide = widget.fontMetrics().horizontalAdvance(widget.text())
            whole = told or wide <= widget.contentsRect().width()
        case QLabel() if widget.wordWrap():
            whole = widget.heightForWidth(has.width()) <= has.height() + 1
        case QAbstractButton() | QLabel() if widget.text():
            whole = told or needs == needs.boundedTo(has)
        case QComboBox():
            words = widget.fontMetrics().horizontalAdvance(widget.currentText())
            whole = told or words <= has.width() - _ARROW
        case QTabBar():
            whole = all(widget.rect().contains(rect) for rect in _tabs(widget))
        case QTableView():
            return _untold_cells(widget)
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            return _cut_titles(widget)
    return [] if whole else [f"{has.toTuple()} of {needs.toTuple()}"]


def covered(top: QWidget) -> list[str]:
    """What is drawn over something beside it."""
    found = []
    for parent in (top, *shown(top)):
        if isinstance(parent, _OWN_INSIDES):
            continue
        children = [
            child
            for child in parent.findChildren(QWidget, options=_DIRECT)
            if child.isVisible() and not child.isWindow() and not _is_qts(child)
        ]
        for one, other in combinations(children, 2):
            over = one.geometry().intersected(other.geometry())
            if over.width() > 1 and over.height() > 1:
                found.append(f"{named(one)} and {named(other)}: {over.getRect()}")
    return found


def outside(top: QWidget) -> list[str]:
    """What is beyond the window's edge, or the window beyond the screen's."""
    found = []
    least, room = top.minimumSizeHint(), top.screen().availableSize()
    if isinstance(top, QDialog) and least != least.boundedTo(room):
        found.append(f"{named(top)}: {least.toTuple()} on {room.toTuple()}")
    for widget in shown(top):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox) and not _scrolls(widget):
            place = QRect(widget.mapTo(top, QPoint()), widget.size())
            if not top.rect().contains(place):
                found.append(f"{named(widget)} at {place.getRect()}")
    return found


def faint(top: QWidget, least: float) -> list[str]:
    """The texts whose contrast with what is really behind them is less than `least`.

    The ground is the commonest colour of the picture, the text's the one that differs most from it: thin strokes
    are nowhere as dark as their colour, so a little less than the colour's own contrast is found.
    """
    found = []
    picture = top.grab().toImage()
    for widget in shown(top):
        if isinstance(widget, QAbstractButton | QLabel) and widget.text() and widget.isEnabled():
            seen = widget.visibleRegion().boundingRect()
            place = QRect(widget.mapTo(top, seen.topLeft()), seen.size())
            if seen.height() > _LINE and (measured := _most_contrast(picture.copy(place))) < least:
                found.append(f"{named(widget)}: {measured:.1f}")
    return found


def _most_contrast(picture: QImage) -> float:
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(plain.constBits()).cast("I"))
    ground = QColor(colours.most_common(1)[0][0]).name()
    return max(contrast(QColor(each).name(), ground) for each in colours)


def _tabs(bar: QTabBar) -> list[QRect]:
    return [bar.tabRect(number) for number in range(bar.count()) if bar.isTabVisible(number)]


def _cut_titles(header: QHeaderView) -> list[str]:
    metrics = QFontMetrics(header.font())
    return [
        str(title)
        for column in range(header.count())
        if not header.isSectionHidden(column)
        and (title := header.model().headerData(column, header.orientation()))
        and metrics.horizontalAdvance(str(title)) * 0.9 > header.sectionSize(column) - 8
    ]


def _untold_cells(table: QTableView) -> list[str]:
    """The cells among the first rows that have no room and no tooltip."""
    metrics, rows = QFontMetrics(table.font()), table.model()
    return [
        f"row {row}, {text!r}"
        for row in range(min(_ROWS, rows.rowCount()))
        for column in range(rows.columnCount())
        if not table.isColumnHidden(column)
        and (text := rows.index(row, column).data())
        and metrics.horizontalAdvance(str(text)) * 0.9 > table.columnWidth(column)
        and not rows.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
    ]


def _scrolls(widget: QWidget) -> bool:
    parents = pairwise(_up(widget))
    return any(isinstance(parent, QScrollArea) for _, parent in parents)


def _up(widget: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = at.parentWidget()


def _is_qts(widget: QWidget) -> bool:
    """Whether Qt made it, inside of something of ours: a scroll bar's container, a line's button."""
    return (
        widget.objectName().startswith("qt_")
        and not isinstance(widget, QTabBar)
        and not isinstance(widget.parent(), QAbstractScrollArea)
    )
