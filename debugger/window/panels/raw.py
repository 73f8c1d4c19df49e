"""The Raw tab: the exact bytes as they came, of the message alone or of the whole request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from debugger.payload.text import visible
from debugger.session.rows import StoredEvent
from debugger.window.looks.appearance import EDGE
from debugger.window.looks.icons import picture
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import Prepared
from debugger.window.models.request_rows import batch_position, encoding_undone
from debugger.window.widgets.filled_in_sight import FilledInSight
from debugger.window.widgets.hex_view import HexView
from debugger.window.widgets.labels import ElidedLabel, label
from debugger.window.widgets.raw_text import RawText

_ROOM_FOR_WORDS = 460
"""Pixels of the panel, with three buttons in a row."""
LoadBody = Callable[[int], bytes]
"""The whole body of the request that carried the event of a number."""


class RawPanel(FilledInSight):
    """Bytes, with a line above that says how many, and how they came."""

    def __init__(
        self, theme: Theme, *, load_body: LoadBody | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._load_body = load_body
        self.text = RawText(theme)
        self.hex = HexView(theme)
        self.about = ElidedLabel(tone="muted")
        self.problem = ElidedLabel(tone="strong")
        self._mark = label()
        self.message_button = _choice("This message")
        self.request_button = _choice("Whole request")
        self.hex_button = _choice("Hex")
        self.hex_button.setAccessibleName("Show in hexadecimal")
        self.hex_button.setToolTip("Show each byte in hexadecimal (Ctrl+Shift+B)")
        self.hex_button.toggled.connect(lambda _checked: self._show())
        self._choices = QButtonGroup(self)
        for button in (self.message_button, self.request_button):
            self._choices.addButton(button)
        self.message_button.setChecked(True)
        self._choices.buttonClicked.connect(lambda _button: self._show())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(
            _line(self.about, self.message_button, self.request_button, self.hex_button)
        )
        self._trouble = QWidget()
        self._trouble.setLayout(_line(self._mark, self.problem, top=0))
        layout.addWidget(self._trouble)
        self._views = QStackedWidget()
        for view in (self.text, self.hex):
            self._views.addWidget(view)
        layout.addWidget(self._views, 1)
        self.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says less on the buttons where the number of bytes would be cut for them."""
        super().resizeEvent(event)
        narrow = self.width() < SCALE.pixels(_ROOM_FOR_WORDS)
        self.message_button.setText("Message" if narrow else "This message")
        self.request_button.setText("Request" if narrow else "Whole request")

    def fill(self, prepared: Prepared) -> None:
        """Shows another event's bytes."""
        in_batch = prepared.event.row.position is not None
        self.request_button.setEnabled(self._load_body is not None)
        for button in (self.message_button, self.request_button):
            button.setVisible(in_batch)
        if not in_batch:
            self.message_button.setChecked(True)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.text.set_theme(theme)
        self.hex.set_theme(theme)
        self._mark.setPixmap(picture("circle-x", theme.error, 16, self.devicePixelRatioF()))

    def _show(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        event, problem = prepared.event, prepared.message.problem
        whole = self.request_button.isChecked() and self._load_body is not None
        body = self._load_body(event.row.number) if whole and self._load_body else event.payload
        self.about.say(_about(event, len(body), whole=whole))
        self._trouble.setVisible(bool(event.row.problem))
        self.problem.say(f"Not read: {visible(event.row.problem)}")
        if self.hex_button.isChecked():
            self._views.setCurrentWidget(self.hex)
            self.hex.show_bytes(body, prepared.mask)
        else:
            self._views.setCurrentWidget(self.text)
            self.text.show_bytes(body, None if whole else problem, prepared.mask)


def _about(event: StoredEvent, size: int, *, whole: bool) -> str:
    parts = [f"{size:,} byte{'' if size == 1 else 's'}", f"encoding: {encoding_undone(event)}"]
    if event.row.position is not None:
        parts.append(
            f"{event.messages_in_request:,} messages"
            if whole
            else f"message {batch_position(event)}"
        )
    return "  ·  ".join(parts)


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setAccessibleName(f"Show: {text.lower()}")
    return button


def _line(*widgets: QWidget, top: int = 8) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(EDGE, top, EDGE, 8)
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
    return line
