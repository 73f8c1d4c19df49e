"""How the program looks: the fonts it brings, and a palette and style sheet made from a theme's tokens."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from debugger.resources import resource
from debugger.window.looks import sheet_icons
from debugger.window.looks.room import keep_columns, keep_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme, load_theme

GRID = 4
"""Every distance is a multiple of this, in pixels."""
_FONT_BEFORE = "_q_styleSheetWidgetFont"
"""The property in which Qt remembers a widget's font for the next style sheet."""
EDGE = 16
"""What stays free at the window's edges, in pixels."""


class ThemeChoice(StrEnum):
    """What the person asked for: the system's theme, followed live, or one of the three."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
    ThemeChoice.CONTRAST: Qt.ColorScheme.Dark,
}


def load_fonts() -> None:
    """Makes the fonts in `resources/fonts` known to Qt; needs a QGuiApplication."""
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def interface_font(*, points: int = 10, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter, for all that the program itself says; figures of equal width, so that columns stand still."""
    font = QFont("Inter", -1, weight)
    font.setPointSizeF(SCALE.points(points))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def captured_font(*, points: int = 10) -> QFont:
    """JetBrains Mono without ligatures, for what was captured: `>=` stays the two characters that came."""
    font = QFont("JetBrains Mono")
    font.setPointSizeF(SCALE.points(points))
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
    """`resources/themes/window.qss` with the theme's tokens filled in, in the size in force."""
    template = resource("themes", "window.qss").read_text(encoding="utf-8")
    filled = Template(template).substitute(asdict(theme) | sheet_icons.files(theme))
    return SCALE.sheet(filled)


class Appearance(QObject):
    """The theme in force and the size of text; follows the system while the person has chosen no theme."""

    changed = Signal(object)
    """The `Theme`, which is another one, or in which all has another size now."""

    def __init__(self, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._hints = QGuiApplication.styleHints()
        self._hints.setColorScheme(_SCHEMES[choice])
        self._system = self._hints.colorScheme()
        self._accessibility = self._hints.accessibility()
        self.theme = load_theme(self._wanted())
        self._dress()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._accessibility.contrastPreferenceChanged.connect(self._follow_contrast)

    def choose(self, choice: ThemeChoice) -> None:
        """Changes to the system's theme, or to one of ours."""
        self.choice = choice
        self._hints.setColorScheme(_SCHEMES[choice])
        self._follow_system(self._hints.colorScheme())

    def scale_text(self, percent: int) -> None:
        """Draws text, rows and icons at this size, everywhere and at once."""
        ratio = percent / SCALE.percent
        if ratio != 1:
            SCALE.percent = percent
            self._dress(ratio)
            self.changed.emit(self.theme)

    def _wanted(self) -> str:
        if self.choice is not ThemeChoice.SYSTEM:
            return self.choice.value
        if self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            return ThemeChoice.CONTRAST.value
        dark = self._system is Qt.ColorScheme.Dark
        return (ThemeChoice.DARK if dark else ThemeChoice.LIGHT).value

    def _follow_contrast(self) -> None:
        self._follow_system(self._system)

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        if self._wanted() != self.theme.name:
            self.theme = load_theme(self._wanted())
            self._dress()
            self.changed.emit(self.theme)

    def _dress(self, ratio: float = 1) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            fonts = _own_fonts()
            application.setFont(interface_font())
            application.setPalette(palette(self.theme))
            application.setStyleSheet(style_sheet(self.theme))
            _grow(fonts, ratio)


def _own_fonts() -> list[tuple[QWidget, QFont]]:
    """The widgets that were given a font; a new style sheet would give them the one that they had first."""
    return [
        (widget, widget.font())
        for widget in QApplication.allWidgets()
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    ]


def _grow(fonts: list[tuple[QWidget, QFont]], ratio: float) -> None:
    """Gives what has a font or a size of its own the same share of what it had."""
    for widget, font in fonts:
        if isValid(widget) and font.pointSizeF() > 0:
            font.setPointSizeF(round(font.pointSizeF() * ratio, 3))
            widget.setFont(font)
            widget.setProperty(_FONT_BEFORE, None)
    for widget in QApplication.allWidgets():
        _grow_fixed(widget, ratio)
        keep_room(widget)
        keep_columns(widget, ratio)


def _grow_fixed(widget: QWidget, ratio: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    if 1 < least.width() == most.width():
        widget.setFixedWidth(round(least.width() * ratio))
    if 1 < least.height() == most.height():
        widget.setFixedHeight(round(least.height() * ratio))
