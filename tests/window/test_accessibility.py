"""A screen reader can name everything that takes the focus, and data never becomes markup."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from debugger.events import Source
from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE, App

MARKUP = "<img src='red.png'><b>bold</b>"


def nameless(top: QWidget) -> list[str]:
    """The widgets that take the focus and say nothing."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


def marked_up(top: QWidget) -> list[str]:
    """The labels that might take their text for markup."""
    return [
        f"{label.text()!r} in {type(label.parent()).__name__}"
        for label in top.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]


def test_everything_that_takes_the_focus_has_a_name(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    assert nameless(window) == []
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.pane.list.select(1)
    window.commands.clear()
    QApplication.processEvents()
    assert nameless(window) == []


def test_the_dialogs_have_names_too(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.track("Order Completed")
    shown(1)
    dialog = window.commands.export()
    assert dialog is not None
    assert nameless(dialog) == []
    assert nameless(window.commands.connect()) == []
    assert nameless(window.fault_commands.open()) == []
    assert nameless(window.delivery_commands.open()) == []


def test_labels_never_take_text_for_markup(window: MainWindow) -> None:
    assert marked_up(window) == []


def test_markup_that_was_captured_is_only_text(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.batch(
        [{
            "type": "track", "event": MARKUP, "userId": MARKUP,
            "context": {"library": {"name": MARKUP, "version": MARKUP}},
        }]
    )  # fmt: skip
    shown(1)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == 1, timeout=PATIENCE)
    assert list(window.live.totals.sources) == [
        Source(write_key="web", library=MARKUP, version=MARKUP)
    ]
    qtbot.waitUntil(lambda: bool(window.sources.known), timeout=PATIENCE)
    assert "<img" in window.status.text()
    assert marked_up(window) == []
    assert not any("<img" in widget.toolTip() for widget in window.findChildren(QWidget)), (
        "a tooltip would be read as markup"
    )


def test_severity_is_told_by_shape_and_number_beside_colour(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    """The selected row keeps the colour of its findings."""
    app.track("Order Completed", revenue="19.99")
    shown(1)
    window.pane.list.select(1)
    QApplication.processEvents()
    wanted = QColor(window.appearance.theme.error)
    picture = window.pane.list.viewport().grab().toImage()
    found = any(
        picture.pixelColor(x, y) == wanted
        for x in range(picture.width() - 130, picture.width())
        for y in range(28)
    )
    assert found


def test_the_list_shows_that_it_has_the_keyboard(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed")
    shown(1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    events = window.pane.list
    events.setFocus()
    middle = events.viewport().width() // 2
    accent = QColor(window.appearance.theme.accent)
    assert events.viewport().grab().toImage().pixelColor(middle, 0) == accent
    window.filter_bar.focus()
    assert events.viewport().grab().toImage().pixelColor(middle, 0) != accent
