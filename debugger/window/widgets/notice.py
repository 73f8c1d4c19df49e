"""A bar that tells the person something and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from debugger.findings import Severity
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button of a notice: its words, and what it does."""

    text: str
    act: Callable[[], object]
    tip: str = ""
    keeps: bool = False
    """The notice stays, since what it says is still so afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is said; a notice with the key of an earlier one takes its place."""

    key: str
    severity: Severity
    text: str
    choices: tuple[Choice, ...] = ()
    stands: bool = False
    """It cannot be dismissed, but for what it offers to do."""
    loud: bool = False
    """Nobody may overlook it."""


class NoticeArea(QWidget):
    """The notices that stand, one below the other; each can be dismissed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: dict[str, _Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_notice(self, notice: Notice) -> None:
        """Shows a notice in place of the one with the same key; one that stands already stays as it is."""
        if notice.key in self._bars and self._bars[notice.key].notice.text == notice.text:
            return
        self.withdraw(notice.key)
        bar = self._bars[notice.key] = _Bar(notice, self._theme, self)
        bar.dismiss.clicked.connect(lambda: self.withdraw(notice.key))
        for button, choice in bar.buttons:
            button.clicked.connect(self._chosen(notice.key, choice))
        self._column.addWidget(bar)
        # Nothing tells a screen reader of a bar that appears away from the keyboard.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(bar, notice.text))

    def withdraw(self, key: str) -> None:
        """Takes a notice away, if it stands."""
        bar = self._bars.pop(key, None)
        if bar:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()

    def go_to_newest(self) -> None:
        """Puts the keyboard on what the newest notice offers, or on the way to dismiss it."""
        for bar in reversed(self._bars.values()):
            buttons = [button for button, _ in bar.buttons]
            for button in (*buttons, *([] if bar.notice.stands else [bar.dismiss])):
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def notices(self) -> dict[str, Notice]:
        """What stands, by key."""
        return {key: bar.notice for key, bar in self._bars.items()}

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in another theme's colours."""
        self._theme = theme
        for bar in self._bars.values():
            bar.set_theme(theme)

    def _chosen(self, key: str, choice: Choice) -> Callable[[], None]:
        def act() -> None:
            if not choice.keeps:
                self.withdraw(key)
            choice.act()

        return act


class _Bar(QWidget):
    def __init__(self, notice: Notice, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setObjectName("notice")
        self.setProperty("severity", notice.severity.word)
        self.setProperty("loud", notice.loud)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(notice.text)
        self._icon = QLabel(self)
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._icon.setFixedSize(SCALE.pixels(16), SCALE.pixels(16))
        text = QLabel(self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setText(notice.text)
        self.buttons = [(QPushButton(choice.text, self), choice) for choice in notice.choices]
        for button, choice in self.buttons:
            button.setToolTip(choice.tip)
        self.dismiss = QToolButton(self)
        self.dismiss.setProperty("kind", "flat")
        self.dismiss.setAccessibleName("Dismiss this notice")
        self.dismiss.setToolTip("Dismiss this notice")
        self.dismiss.setHidden(notice.stands)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, GRID, EDGE - GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._icon)
        row.addWidget(text, 1)
        for button, _ in self.buttons:
            row.addWidget(button)
        row.addWidget(self.dismiss)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        name = icons.SEVERITY_ICONS[self.notice.severity]
        severity = self.notice.severity
        colour = theme.background if self.notice.loud else theme.severity(severity)
        self._icon.setPixmap(icons.picture(name, colour, 16, self.devicePixelRatioF()))
        self.dismiss.setIcon(icons.icon("x", theme.muted))
