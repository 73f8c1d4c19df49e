"""A QR code, drawn sharp at every scale, dark on light in either theme: cameras want it so."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4
"""Modules that stay light around it."""
SIDE = 185
"""Pixels of its width and height."""


class QrCode(QWidget):
    """Shows one text; nothing while that is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: tuple[bytes, ...] = ()
        self.setFixedSize(QSize(SIDE, SIDE))

    def show_text(self, text: str) -> None:
        """Shows `text`, an address."""
        code = segno.make(text, error="m", micro=False) if text else None
        self._modules = tuple(bytes(row) for row in code.matrix) if code else ()
        self.setAccessibleName(f"QR code of {text}" if text else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws whole pixels, so that no seam shows between two modules."""
        if not self._modules:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        scale = self.devicePixelRatioF()
        size = int(SIDE * scale / (len(self._modules) + 2 * _QUIET)) / scale
        edge = int((SIDE - size * len(self._modules)) / 2 * scale) / scale
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    at = QRectF(edge + x * size, edge + y * size, size, size)
                    painter.fillRect(at, Qt.GlobalColor.black)
        painter.end()
