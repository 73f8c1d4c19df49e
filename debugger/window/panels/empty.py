"""What stands in place of an event while none is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from debugger.window.looks.appearance import captured_font
from debugger.window.looks.icons import picture
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import label

_KEYS = (
    ("↑  ↓", "another call"),
    ("F8", "next finding"),
    ("Shift+F8", "previous finding"),
    ("Enter", "from a finding to its line, and back"),
    ("Ctrl+[  Ctrl+]", "fold, unfold"),
)


class EmptyDetail(QWidget):
    """Says what will be here, and the keys that work then."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("No call selected")
        self._mark = label()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label("Select a call to see its payload", tone="heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        keys = QGridLayout()
        keys.setHorizontalSpacing(16)
        keys.setVerticalSpacing(8)
        for row, (key, does) in enumerate(_KEYS):
            name = label(key, tone="muted")
            name.setFont(captured_font(points=9))
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            keys.addWidget(name, row, 0)
            keys.addWidget(label(does, tone="muted"), row, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._mark)
        layout.addWidget(title)
        layout.addLayout(keys)
        layout.setAlignment(keys, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._mark.setPixmap(picture("braces", theme.muted, 32, self.devicePixelRatioF()))
