"""A source's mark: its colour, in a shape that says how it fares."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from debugger.sources.state import State
from debugger.window.looks.scale import SCALE

_SIZE = 10


def mark_size() -> int:
    """Pixels square, in the size of text in force."""
    return SCALE.pixels(_SIZE)


def paint_mark(painter: QPainter, place: QPointF, colour: str, state: State) -> None:
    """Draws it with its upper left corner at `place`.

    Delivering is a full disc, silent a ring, booted a ring with its half full, settings asked a dotted ring.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shade = QColor(colour)
    across = mark_size() - 2
    disc = QRectF(place.x() + 1, place.y() + 1, across, across)
    if state is State.DELIVERING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawEllipse(disc.adjusted(-0.75, -0.75, 0.75, 0.75))
    else:
        pen = QPen(shade, 1.6)
        if state is State.ASKED:
            pen.setDashPattern([1.2, 1.2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if state is State.BOOTED:
            painter.setBrush(shade)
            painter.drawChord(disc, 90 * 16, 180 * 16)
    painter.restore()


def mark_picture(colour: str, state: State, scale: float = 1.0) -> QPixmap:
    """The mark for where a picture is needed: a menu or a table."""
    across = round((mark_size() + 2) * scale)
    picture = QPixmap(across, across)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QPointF(1, 1), colour, state)
    painter.end()
    return picture
