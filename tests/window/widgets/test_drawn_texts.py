"""Captured text that is kept as it was laid out is drawn as text, cut where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from debugger.window.looks.appearance import interface_font
from debugger.window.widgets.drawn_texts import DrawnTexts, Side


def inked(texts: DrawnTexts, text: str, room: QRect, *, right: bool = False) -> list[int]:
    """The columns of pixels in which something is drawn."""
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    place, drawn = texts.placed(room, text, Side.RIGHT if right else Side.LEFT)
    painter.setFont(texts.font)
    painter.drawStaticText(place, drawn)
    painter.end()
    white = QColor("white")
    return [x for x in range(400) if any(image.pixelColor(x, y) != white for y in range(40))]


def test_markup_is_drawn_as_it_came(qtbot: QtBot) -> None:
    texts = DrawnTexts(interface_font())
    room = QRect(0, 0, 400, 40)
    markup = inked(texts, "<img src=x><b>x</b>", room)
    assert markup[-1] - markup[0] > 3 * texts.width("xxxx")
    assert abs(markup[-1] - texts.width("<img src=x><b>x</b>")) < 8
    del qtbot


def test_what_has_no_room_is_cut_and_numbers_stand_at_the_right(qtbot: QtBot) -> None:
    texts = DrawnTexts(interface_font())
    cut = inked(texts, "Order Completed " * 9, QRect(20, 0, 100, 40))
    assert cut[0] >= 20
    assert cut[-1] <= 120
    number = inked(texts, "348", QRect(100, 0, 200, 40), right=True)
    assert number[0] > 300 - texts.width("348") - 4
    assert number[-1] <= 300
    del qtbot
