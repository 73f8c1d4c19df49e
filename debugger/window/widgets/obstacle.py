"""What keeps calls away, in a frame where the calls would be, with a button to see more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from debugger.connection.cause import Diagnosis
from debugger.payload.text import visible
from debugger.window.looks import icons
from debugger.window.looks.appearance import GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import label


class Obstacle(QFrame):
    """One diagnosis; hidden while there is none."""

    asked = Signal()
    """The button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Diagnosis | None = None
        self.setObjectName("obstacle")
        self._mark = label()
        self._mark.setFixedSize(SCALE.pixels(16), SCALE.pixels(16))
        self._title = label(tone="strong")
        self._seen = label(tone="muted")
        self._remedy = label()
        self._button = QPushButton("Connection…", self)
        self._button.setAccessibleName("Show all that is known of the connection")
        self._button.clicked.connect(self.asked)
        said = QVBoxLayout()
        said.setSpacing(GRID)
        for each in (self._title, self._seen, self._remedy):
            each.setWordWrap(True)
            said.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_diagnosis(self, diagnosis: Diagnosis | None) -> None:
        """Shows another one, or none."""
        if diagnosis == self._shown:
            return
        self._shown = diagnosis
        if diagnosis is not None:
            self._title.setText(visible(diagnosis.title))
            self._seen.setText(visible(diagnosis.seen))
            self._remedy.setText(visible(diagnosis.remedy))
            self.setProperty("severity", diagnosis.severity.word)
            self.style().unpolish(self)
            self.style().polish(self)
            self.set_theme(self._theme)
        self.setVisible(diagnosis is not None)

    def set_theme(self, theme: Theme) -> None:
        """Draws the icon in another theme's colours."""
        self._theme = theme
        if self._shown is not None:
            name = icons.SEVERITY_ICONS[self._shown.severity]
            colour = theme.severity(self._shown.severity)
            self._mark.setPixmap(icons.picture(name, colour, 16, self.devicePixelRatioF()))

    def text(self) -> str:
        """All that is said; empty while hidden."""
        if self._shown is None:
            return ""
        return " ".join(each.text() for each in (self._title, self._seen, self._remedy))
