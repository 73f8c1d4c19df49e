"""Under the payload: what is looked for in it, how often that is there, and the ways to the next and the last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from debugger.window.background.looking import Looking
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import label
from debugger.window.widgets.payload_text import PayloadText

_DEBOUNCE = 80
"""Milliseconds without a key before looking begins."""

_LONGEST = 500
_ROOM_FOR_RESULT = 96


class _Line(QLineEdit):
    left = Signal()
    stepped = Signal(int)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to this line while the cursor is in it, not to the filter."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Hidden until something is looked for."""

    turned = Signal()
    """It came or went."""

    def __init__(self, text: PayloadText, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.line = _Line(self)
        self.line.setAccessibleName("Find in payload")
        self.line.setPlaceholderText("Find in payload")
        self.line.setMaxLength(_LONGEST)
        self.result = label(tone="muted", parent=self)
        self.result.setMinimumWidth(_ROOM_FOR_RESULT)
        self.looking = Looking(self)
        self._buttons = {
            "chevron-up": self._button("Previous match", "Shift+F3", lambda: self.step(-1)),
            "chevron-down": self._button("Next match", "F3", lambda: self.step(1)),
            "x": self._button("Close", "Esc", self.leave),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, GRID, EDGE - GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.line, 1)
        row.addSpacing(GRID)
        row.addWidget(self.result)
        for button in self._buttons.values():
            row.addWidget(button)
        self._wait = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._wait.timeout.connect(self._look)
        self.line.textEdited.connect(self._wait.start)
        self.line.left.connect(self.leave)
        self.line.stepped.connect(self.step)
        self.looking.changed.connect(self._show)
        self.looking.arrived.connect(text.go_to_match)
        text.find_wanted.connect(self.open)
        self.set_theme(theme)
        self.hide()

    def open(self) -> None:
        """Takes the focus, and what is selected on one line of the payload for what is looked for."""
        selected = self._text.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) <= _LONGEST:
            self.line.setText(selected)
        self.show()
        self.turned.emit()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        if self.line.text():
            self._look()

    def leave(self) -> None:
        """Puts the lights out and goes back to the payload."""
        self.hide()
        self.turned.emit()
        self.looking.look(self._text.rows, "", start=None)
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, step: int) -> None:
        """Goes to the next match, or back."""
        if self.isHidden():
            self.open()
        elif self._wait.isActive():
            self._look()
        else:
            self.looking.step(step, self._line_of_caret())

    def payload_changed(self) -> None:
        """Looks in another payload, without leaving the place that is in sight."""
        if not self.isHidden():
            self._wait.stop()
            self.looking.look(self._text.rows, self.line.text(), start=None)

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in another theme's colours."""
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, theme.muted))

    def _look(self) -> None:
        self._wait.stop()
        self.looking.look(self._text.rows, self.line.text(), start=self._line_of_caret())

    def _line_of_caret(self) -> int:
        row = self._text.caret_row
        return (self._text.rows.line(row) or 0) if row < len(self._text.rows) else 0

    def _show(self) -> None:
        looking = self.looking
        self.result.setText(looking.result if self.line.text() and not self.isHidden() else "")
        at = looking.current
        self._text.show_matches(looking.by_line, None if at is None else looking.found[at])

    def _button(self, name: str, key: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.clicked.connect(act)
        return button
