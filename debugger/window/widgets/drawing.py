"""What is laid out once, to be drawn again and again at other places."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QStaticText

from debugger.window.widgets.drawn_texts import DrawnTexts, Side


class Drawing:
    """Grounds, pictures on them, and texts on both, by font and colour: to change these takes as long as a text."""

    def __init__(self) -> None:
        self._grounds: list[tuple[QRect, QColor]] = []
        self._pictures: list[tuple[int, int, QPixmap]] = []
        self._texts: dict[
            tuple[DrawnTexts, int], tuple[QColor, list[tuple[QPointF, QStaticText]]]
        ] = {}

    def fill(self, room: QRect, colour: QColor) -> None:
        """Draws a ground."""
        self._grounds.append((room, colour))

    def put(self, left: int, top: int, picture: QPixmap) -> None:
        """Draws a picture."""
        self._pictures.append((left, top, picture))

    def write(
        self, texts: DrawnTexts, colour: QColor, room: QRect, text: str, side: Side = Side.LEFT
    ) -> None:
        """Writes a text in the middle of a room's height, cut where there is no room for it."""
        if text:
            _, written = self._texts.setdefault((texts, colour.rgba()), (colour, []))
            written.append(texts.placed(room, text, side))

    def draw(self, painter: QPainter) -> None:
        """Draws all of it; where the painter's origin is, is its own."""
        for room, colour in self._grounds:
            painter.fillRect(room, colour)
        for left, top, picture in self._pictures:
            painter.drawPixmap(left, top, picture)
        for (texts, _), (colour, written) in self._texts.items():
            painter.setFont(texts.font)
            painter.setPen(colour)
            for place, text in written:
                painter.drawStaticText(place, text)
