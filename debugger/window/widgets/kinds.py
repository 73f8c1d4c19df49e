"""A row of buttons of which one is down: it says what kind of thing is shown below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from debugger.window.looks.appearance import EDGE, GRID


class Kinds(QWidget):
    """Tab goes to the one that is down, the arrows to the others."""

    chosen = Signal(int)
    """The place of the button that the person pressed."""

    def __init__(self, tips: Iterable[str], parent: QWidget | None = None) -> None:
        """A button for each of the tips, without a text; the first is down."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 3 * GRID, EDGE, 3 * GRID)
        row.setSpacing(2 * GRID)
        for number, tip in enumerate(tips):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(tip)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.choose(0)
        self._group.idClicked.connect(self.chosen)

    @property
    def checked(self) -> int:
        """The place of the button that is down."""
        return self._group.checkedId()

    def buttons(self) -> list[QPushButton]:
        """All of them, from the left."""
        return [self.button(number) for number in range(len(self._group.buttons()))]

    def button(self, number: int) -> QPushButton:
        """The one at a place."""
        button = self._group.button(number)
        assert isinstance(button, QPushButton)  # noqa: S101 - there is no other
        return button

    def choose(self, number: int) -> None:
        """Puts one down; that is not told."""
        self.button(number).setChecked(True)
        for each in self.buttons():  # Qt does so only for those that had the keyboard
            policy = Qt.FocusPolicy.StrongFocus if each.isChecked() else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(policy)
