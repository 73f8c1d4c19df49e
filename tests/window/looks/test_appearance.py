"""Both themes can be read by everyone, follow the system or the person, and show characters as they came."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from debugger.findings import Severity
from debugger.sources.colours import COLOURS
from debugger.window.looks.appearance import (
    ThemeChoice,
    captured_font,
    interface_font,
    palette,
    style_sheet,
)
from debugger.window.looks.scale import SCALE, STEPS
from debugger.window.looks.theme import Theme, load_theme
from debugger.window.main_window import MainWindow

LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7}
"""WCAG 2's floors for text: success criterion 1.4.3, and 1.4.6 for the theme of high contrast."""
LEAST_OF_EDGES = 3
"""WCAG 2's floor for what is no text, success criterion 1.4.11: here the line around what has the focus."""
TEXTS = ("text", "muted", "accent", "error", "warning", "advice", "ok")
GROUNDS = ("background", "panel", "selection")


def luminance(colour: str) -> float:
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(theme: Theme) -> list[tuple[str, str]]:
    """Every text token with every ground that it is used on."""
    found = [(getattr(theme, text), getattr(theme, on)) for text, on in product(TEXTS, GROUNDS)]
    found += [(shade, getattr(theme, on)) for shade, on in product(theme.sources.values(), GROUNDS)]
    found.append((theme.on_accent, theme.accent))
    found += [
        (text, theme.lit(severity))
        for severity in Severity
        for text in (theme.text, theme.severity(severity))
    ]
    return found


@pytest.fixture(params=list(LEAST))
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    for text, ground in pairs(theme):
        assert contrast(text, ground) >= LEAST[theme.name], f"{text} on {ground} in {theme.name}"


def test_the_line_around_what_has_the_focus_can_be_seen_on_every_ground(theme: Theme) -> None:
    for ground in GROUNDS:
        assert contrast(theme.accent, getattr(theme, ground)) >= LEAST_OF_EDGES


def test_every_colour_of_sources_has_a_shade_of_its_own(theme: Theme) -> None:
    assert tuple(theme.sources) == COLOURS
    assert len(set(theme.sources.values())) == len(COLOURS)


def test_the_formula_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_palette_and_style_sheet_hold_only_the_themes_colours(theme: Theme) -> None:
    filled = style_sheet(theme)
    assert "$" not in filled
    assert theme.accent in filled
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base).name().upper() == theme.background
    assert made.color(QPalette.ColorRole.Text).name().upper() == theme.text


@pytest.mark.usefixtures("qapp")
def test_the_fonts_are_those_we_bring() -> None:
    assert QFontInfo(interface_font()).family() == "Inter"
    assert QFontInfo(captured_font()).family() == "JetBrains Mono"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", [">=", "://", "!=", "->", "www", "=>"])
def test_captured_characters_do_not_join(text: str) -> None:
    def glyphs(written: str) -> list[int]:
        layout = QTextLayout(written, captured_font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]

    assert glyphs(text) == [glyph for character in text for glyph in glyphs(character)]


def test_a_chosen_theme_is_everywhere_at_once_and_remembered(window: MainWindow) -> None:
    window.actions_by_id["theme-dark"].trigger()
    dark = load_theme("dark")
    assert window.appearance.theme == dark
    assert window.palette().color(QPalette.ColorRole.Base).name().upper() == dark.background
    shown = window.grab().toImage().pixelColor(window.width() // 2, 40)
    assert shown.name().upper() == dark.panel
    assert window.settings.text("theme") == "dark"
    window.actions_by_id["theme-light"].trigger()
    assert window.appearance.theme.name == "light"


def test_the_systems_theme_is_followed_live_while_none_is_chosen(window: MainWindow) -> None:
    appearance, hints = window.appearance, QGuiApplication.styleHints()
    appearance.choose(ThemeChoice.SYSTEM)
    assert appearance.choice is ThemeChoice.SYSTEM
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # as Qt says it when the system turns dark
    assert appearance.theme.name == "dark"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert appearance.theme.name == "light"


def test_high_contrast_follows_the_systems_wish(window: MainWindow) -> None:
    appearance = window.appearance
    window.actions_by_id["theme-contrast"].trigger()
    assert appearance.theme.name == "contrast"
    appearance.choose(ThemeChoice.SYSTEM)
    assert appearance.theme.name != "contrast"
    appearance._accessibility.contrastPreference = lambda: Qt.ContrastPreference.HighContrast  # type: ignore[method-assign] # as Qt tells it then
    appearance._accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert appearance.theme.name == "contrast"


def test_text_rows_and_icons_grow_together_and_stay_so(
    window: MainWindow, open_window: Callable[..., MainWindow]
) -> None:
    shown = window.pane.list.verticalHeader(), window.detail.payload.text, window.top_bar._clear

    def sizes() -> tuple[int, float, int]:
        rows, text, button = shown
        return rows.defaultSectionSize(), text.font().pointSizeF(), button.iconSize().width()

    assert sizes() == (28, 10, 16)
    for _ in STEPS:
        window.actions_by_id["text-larger"].trigger()
    assert SCALE.percent == 200
    assert sizes() == (56, 20, 32)
    assert QSize(32, 32) in window.top_bar._clear.icon().availableSizes()
    window.actions_by_id["theme-dark"].trigger()
    assert sizes() == (56, 20, 32)
    for _ in STEPS:
        window.actions_by_id["text-smaller"].trigger()
    assert sizes() == (22, 8, 13)
    again = open_window()
    assert SCALE.percent == 80
    assert again.detail.payload.text.font().pointSizeF() == 8
    again.actions_by_id["text-actual"].trigger()
    assert again.pane.list.verticalHeader().defaultSectionSize() == 28
    assert SCALE.percent == 100


@pytest.mark.parametrize("percent", [80, 125, 200])
def test_the_address_and_every_button_of_the_bar_are_whole_at_every_size(
    window: MainWindow, percent: int
) -> None:
    window.resize(1000, 650)
    window.appearance.scale_text(percent)
    QApplication.processEvents()
    bar = window.top_bar
    for part in (*bar.findChildren(QPushButton), *bar.findChildren(QLabel)):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.accessibleName()
    window.appearance.scale_text(100)
