"""How the program looks: the fonts it brings, and a palette and style sheet made from a theme's tokens."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from debugger.resources import resource
from debugger.window import sheet_icons
from debugger.window.theme import Theme, load_theme

GRID = 4
"""Every distance is a multiple of this, in pixels."""
EDGE = 16
"""What stays free at the window's edges, in pixels."""


class ThemeChoice(StrEnum):
    """What the person asked for: the system's theme, followed live, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


def load_fonts() -> None:
    """Makes the fonts in `resources/fonts` known to Qt; needs a QGuiApplication."""
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def interface_font(*, points: int = 10, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter, for all that the program itself says; figures of equal width, so that columns stand still."""
    font = QFont("Inter", points, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def captured_font(*, points: int = 10) -> QFont:
    """JetBrains Mono without ligatures, for what was captured: `>=` stays the two characters that came."""
    font = QFont("JetBrains Mono", points)
    font.setStyleHint(QFont.StyleHint.Monospace)
    for tag in ("calt", "liga", "clig", "dlig"):
        font.setFeature(QFont.Tag(tag), 0)
    return font


def spaced(text: str) -> str:
    """The text of a button that has an icon: a style sheet knows no distance between the two."""
    return f" {text}"


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours, for what the style sheet does not name."""
    made = QPalette()
    role = QPalette.ColorRole
    for names, colour in (
        ((role.Window, role.Base), theme.background),
        ((role.AlternateBase, role.Button, role.ToolTipBase), theme.panel),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), theme.text),
        ((role.Highlight,), theme.selection),
        ((role.HighlightedText,), theme.text),
        ((role.Accent, role.Link, role.LinkVisited), theme.accent),
        ((role.Mid, role.Dark, role.Light, role.Midlight), theme.line),
    ):
        for name in names:
            made.setColor(name, QColor(colour))
    made.setColor(role.PlaceholderText, QColor(theme.muted))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.muted))
    return made


def style_sheet(theme: Theme) -> str:
    """`resources/themes/window.qss` with the theme's tokens filled in."""
    template = resource("themes", "window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(asdict(theme) | sheet_icons.files(theme))


class Appearance(QObject):
    """The theme in force; follows the system while the person has not chosen one."""

    changed = Signal(object)
    """The new `Theme`."""

    def __init__(self, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._hints = QGuiApplication.styleHints()
        self._hints.setColorScheme(_SCHEMES[choice])
        self._system = self._hints.colorScheme()
        self.theme = load_theme(self._wanted())
        self._dress()
        self._hints.colorSchemeChanged.connect(self._follow_system)

    def choose(self, choice: ThemeChoice) -> None:
        """Changes to the system's theme, to light or to dark."""
        self.choice = choice
        self._hints.setColorScheme(_SCHEMES[choice])
        self._follow_system(self._hints.colorScheme())

    def _wanted(self) -> str:
        if self.choice is not ThemeChoice.SYSTEM:
            return self.choice.value
        dark = self._system is Qt.ColorScheme.Dark
        return (ThemeChoice.DARK if dark else ThemeChoice.LIGHT).value

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        if self._wanted() != self.theme.name:
            self.theme = load_theme(self._wanted())
            self._dress()
            self.changed.emit(self.theme)

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
            application.setStyleSheet(style_sheet(self.theme))
