"""Icons of one family (Lucide), drawn in a theme's colour and sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from debugger.findings import Severity
from debugger.resources import resource
from debugger.window.looks.scale import SCALE

SEVERITY_ICONS = {
    Severity.ERROR: "circle-x",
    Severity.WARNING: "triangle-alert",
    Severity.ADVICE: "info",
}
"""A shape for each severity: circle, triangle, and a circle with an i; never colour alone."""

_SCALES = (1.0, 2.0)


def coloured(name: str, colour: str) -> str:
    """The icon `name` from `resources/icons` as SVG in `colour` (`#RRGGBB`)."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace("currentColor", colour)


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int = 16, scale: float = 1.0) -> QPixmap:
    """The icon `name` from `resources/icons` in `colour` (`#RRGGBB`), `size` logical pixels square."""
    renderer = QSvgRenderer(QByteArray(coloured(name, colour).encode()))
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def picture(name: str, colour: str, size: int = 16, scale: float = 1.0) -> QPixmap:
    """The icon `name` for a label: `size` pixels square at the ordinary size of text, and it grows with it."""
    return pixmap(name, colour, SCALE.pixels(size), scale)


def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """The icon `name` as a `QIcon`, for ordinary and for dense screens; selected, it keeps its colour.

    It has `size` pixels at the ordinary size of text, and grows with it.
    """
    return _icon(name, colour, SCALE.pixels(size))


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, size: int) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        drawn = pixmap(name, colour, size, scale)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(drawn, mode)
    return made
