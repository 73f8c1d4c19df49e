"""The bar at the top: where the receiver listens, and what is done most often."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from debugger.connection.cause import Diagnosis
from debugger.payload.text import elided
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID, captured_font, spaced
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.row_text import plain_tip

THEMES = ("theme-system", "theme-light", "theme-dark", "theme-contrast")
_LONGEST_NAME = 34
"""Characters of a file's name; all of it is in the window's title."""
_SHORTER = range(4)
"""Less is said with each: first the dot alone says that it listens, then buttons are short, then icons alone."""


class TopBar(QWidget):
    """Status and address at the left, actions at the right."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._address = ""
        self._actions = actions
        self._dot = _plain_label(self)
        self._dot.setFixedSize(SCALE.pixels(10), SCALE.pixels(16))
        self._state = _plain_label(self)
        self._where = _plain_label(self)
        self._where.setFont(captured_font())
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = QToolButton(self)
        self._copy.setProperty("kind", "flat")
        self._copy.setAccessibleName("Copy address")
        self._copy.setToolTip(actions["copy-address"].toolTip())
        self._copy.clicked.connect(actions["copy-address"].trigger)
        self._copied = QTimer(self, singleShot=True, interval=2000)
        self._copied.timeout.connect(self._draw)
        actions["copy-address"].triggered.connect(self._show_copied)
        self._trouble = QToolButton(self)
        self._trouble.setProperty("kind", "flat")
        self._trouble.setAccessibleName("Show the connection")
        self._trouble.clicked.connect(actions["connection"].trigger)
        self._trouble.hide()
        self._diagnosis: Diagnosis | None = None
        self._connect = self._button("connect", "Connect an app…")
        self._connect.setProperty("kind", "filled")
        self._go_on = self._button("go-on", "Continue capturing")
        self._go_on.hide()
        self._saved: tuple[str, str] | None = None
        self._held = 0
        self._pause = self._button("pause", "Pause")
        self._pause.setCheckable(True)
        self._clear = self._button("clear", "Clear")
        self._export = self._button("export", "Export…")
        self._themes = self._theme_button()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self.set_address("")

    def set_address(self, address: str) -> None:
        """Says where apps send to; empty while nothing listens."""
        self._address = address
        self._draw()

    def set_saved(self, state: str, name: str) -> None:
        """Says that a saved session is shown, and how it is with it; with an empty name, one is captured."""
        self._saved = (state, name) if name else None
        self._connect.setHidden(self._saved is not None)
        self._pause.setHidden(self._saved is not None)
        self._go_on.setVisible(self._saved is not None and self._actions["go-on"].isEnabled())
        self._draw()

    def set_trouble(self, diagnosis: Diagnosis | None) -> None:
        """Shows a sign that something keeps calls away, which the person has not looked at yet."""
        self._diagnosis = diagnosis
        self._trouble.setVisible(diagnosis is not None)
        if diagnosis is not None:
            self._trouble.setAccessibleName(f"{diagnosis.title}: show the connection")
            self._trouble.setAccessibleDescription(diagnosis.title)
            self._trouble.setToolTip(plain_tip(diagnosis.title))
        self._draw()

    def set_pause(self, *, paused: bool, held: int) -> None:
        """Says whether the list is held, and how many calls wait."""
        self._pause.setChecked(paused)
        self._held = held
        self._pause.setAccessibleName(f"Resume, {held} calls held" if paused else "Pause")
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says less where there is little room: the dot and the address say enough."""
        super().resizeEvent(event)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Draws dot and icons in another theme's colours."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        theme = self._theme
        listens = bool(self._address)
        dot = icons.picture(
            "dot", theme.ok if listens else theme.error, 10, self.devicePixelRatioF()
        )
        self._dot.setPixmap(dot)
        self._dot.setAccessibleName("Listening" if listens else "Not listening")
        self._state.setText("Listening on" if listens else "Not listening")
        self._say_where(self._address, "Address that apps send to")
        self._copy.setVisible(listens)
        self._copy.setIcon(icons.icon("copy", theme.muted))
        if self._diagnosis is not None:
            severity = self._diagnosis.severity
            sign = icons.icon(icons.SEVERITY_ICONS[severity], theme.severity(severity))
            self._trouble.setIcon(sign)
        self._trouble.setVisible(self._diagnosis is not None and self._saved is None)
        if self._saved is not None:
            self._draw_saved(*self._saved)
        self._pause.setIcon(icons.icon("play" if self._pause.isChecked() else "pause", theme.text))
        self._connect.setIcon(icons.icon("plug", theme.on_accent))
        self._clear.setIcon(icons.icon("trash-2", theme.text))
        self._export.setIcon(icons.icon("download", theme.text))
        self._themes.setIcon(icons.icon("sun-moon", theme.text))
        self._fit()

    def _draw_saved(self, state: str, name: str) -> None:
        colour = self._theme.muted
        self._dot.setPixmap(icons.picture("dot", colour, 10, self.devicePixelRatioF()))
        self._dot.setAccessibleName(state)
        self._state.setText(state)
        self._say_where(elided(name, _LONGEST_NAME), "Session")
        self._go_on.setIcon(icons.icon("play", self._theme.text))

    def _say_where(self, text: str, what: str) -> None:
        self._where.setText(text)
        self._where.setAccessibleName(f"{what}: {text or 'none'}")

    def _fit(self) -> None:
        """Says as much as there is room for; the address is always whole."""
        for shorter in _SHORTER:
            self._say(shorter)
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
        self._row.activate()

    def _say(self, shorter: int) -> None:
        self._state.setHidden(shorter > 0 and bool(self._address or self._saved))
        self._go_on.setText(spaced("Continue" if shorter else "Continue capturing"))
        connect = "" if shorter > 2 else "Connect…" if shorter else "Connect an app…"
        self._connect.setText(spaced(connect) if connect else "")
        self._clear.setText(spaced("Clear") if shorter < 2 else "")
        self._export.setText(spaced("Export…") if shorter < 2 else "")
        held = f"{self._held:,} held"
        words = f"Paused · {held}" if shorter < 3 else held
        self._pause.setText(
            spaced(words) if self._pause.isChecked() else spaced("Pause") if shorter < 3 else ""
        )

    def _show_copied(self) -> None:
        self._copy.setIcon(icons.icon("check", self._theme.ok))
        self._copied.start()

    def _button(self, action: str, text: str) -> QPushButton:
        button = QPushButton(spaced(text), self)
        button.setAccessibleName(text.removesuffix("…"))
        button.setToolTip(self._actions[action].toolTip())
        button.clicked.connect(self._actions[action].trigger)
        return button

    def _theme_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName("Theme")
        button.setToolTip("Light, dark, high contrast, or as the system")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions([self._actions[name] for name in THEMES])
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID)
        row.setSpacing(2 * GRID)
        for widget in (self._dot, self._state, self._where, self._copy, self._trouble):
            row.addWidget(widget)
        row.addSpacing(2 * GRID)
        row.addWidget(self._connect)
        row.addWidget(self._go_on)
        row.addStretch()
        for button in (self._pause, self._clear, self._export, self._themes):
            row.addWidget(button)


def _plain_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
