"""What has the keyboard shows it, in every theme, and a screen reader is told all that is seen."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App
from tests.window.looks.test_appearance import LEAST_OF_EDGES, contrast

ENOUGH = 20
"""Changed pixels: the shortest line that is a sign."""


@pytest.fixture
def filled(window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot) -> MainWindow:
    app.track("Order Completed", revenue="19.99", products=[{"sku": "G-32"}])
    shown(1)
    window.resize(1360, 820)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(window.status.sources.chips), timeout=PATIENCE)
    return window


def focusable(top: QWidget) -> Iterator[QWidget]:
    for widget in top.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.window() is top
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not widget.objectName().startswith("qt_")
            and not widget.visibleRegion().isEmpty()
        ):
            yield widget


def pixels(picture: QImage) -> array[int]:
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    return array("I", bytes(plain.constBits()))


def differs(before: QImage, after: QImage) -> int:
    """How many pixels are of another colour, that can be told from the one before."""
    both = zip(pixels(before), pixels(after), strict=False)
    pairs = Counter(pair for pair in both if pair[0] != pair[1])
    return sum(
        count
        for pair, count in pairs.items()
        if contrast(*(QColor(each).name() for each in pair)) >= LEAST_OF_EDGES
    )


def silent(top: QWidget) -> list[str]:
    """What takes the keyboard and does not show it."""
    found = []
    for widget in focusable(top):
        widget.clearFocus()
        QApplication.processEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not widget.hasFocus() or differs(before, widget.grab().toImage()) >= ENOUGH:
            continue
        found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    return found


@pytest.mark.parametrize("theme", list(ThemeChoice)[1:])
def test_what_has_the_keyboard_shows_it(
    filled: MainWindow, theme: ThemeChoice, qtbot: QtBot
) -> None:
    filled.appearance.choose(theme)
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    assert silent(filled) == []


def children(interface: QAccessibleInterface) -> list[str]:
    return [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]


def test_a_row_is_read_as_a_sentence(filled: MainWindow) -> None:
    spoken = QAccessible.queryAccessibleInterface(filled.pane.list)
    assert spoken.text(QAccessible.Text.Name) == "Calls"
    (sentence,) = {text for text in children(spoken) if "Order Completed" in text}
    assert "track Order Completed, user u-42" in sentence
    assert "1 error" in sentence


def test_a_finding_is_read_with_its_place(filled: MainWindow) -> None:
    spoken = QAccessible.queryAccessibleInterface(filled.detail.findings.list)
    first = children(spoken)[0]
    assert first.startswith("Finding 1 of ")
    assert "error, at /properties/revenue: revenue is the string" in first
    assert "Mend: Send 19.99" in first


def test_what_is_read_out_is_what_is_seen_and_no_markup(filled: MainWindow) -> None:
    """A tooltip, which may be markup, is read out where there is no description."""
    said: dict[str, str] = {}
    for widget in filled.findChildren(QWidget):
        if widget.isVisible():
            widget.grab()  # what is elided knows so once it is drawn
            spoken = QAccessible.queryAccessibleInterface(widget)
            said[spoken.text(QAccessible.Text.Name)] = spoken.text(QAccessible.Text.Description)
    assert [each for each in said.values() if each.startswith("<")] == []
    assert f"Address that apps send to: {filled.capture.address}" in said


def test_everything_that_takes_the_keyboard_has_a_role_and_a_name(filled: MainWindow) -> None:
    for widget in focusable(filled):
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken.text(QAccessible.Text.Name), widget
        assert spoken.role() is not QAccessible.Role.NoRole, widget
        assert not spoken.state().invisible, widget
