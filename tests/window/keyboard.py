"""A person without a mouse: keys go to what has the keyboard, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.window.app_under_test import PATIENCE

_NONE = Qt.KeyboardModifier.NoModifier


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(*keys: str) -> None:
    """Presses keys one after the other, each as a shortcut is written: `Ctrl+M`, `Shift+Down`, `Return`."""
    for key in keys:
        QTest.keyClick(focus(), *_combined(key))
        QApplication.processEvents()


@contextmanager
def held(key: str) -> Iterator[None]:
    """Keeps a key down, with what is pressed beside it."""
    pressed, modifiers = _combined(key)
    widget = focus()
    QTest.keyPress(widget, pressed, modifiers)
    try:
        yield
    finally:
        QTest.keyRelease(widget, pressed, _NONE)


def _combined(key: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    combined = QKeySequence(key)[0]  # type: ignore[index]
    return combined.key(), combined.keyboardModifiers()


def type_text(text: str) -> None:
    """Types a text where the keyboard is."""
    QTest.keyClicks(focus(), text)


def press_menu_key() -> None:
    """What the platform makes of the key with the menu on it: it is about the place of the cursor."""
    widget = focus()
    place = (
        QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
    )
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place), _NONE)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def opened_menu() -> QMenu:
    """The menu that has the keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    return menu


def choose(*words: str) -> None:
    """Walks with the arrows to the entry of the open menu that begins with these words, and into its menus."""
    for depth, start in enumerate(words):
        menu = opened_menu()
        for _ in range(len(menu.actions()) + 1):
            action = menu.activeAction()
            if action is not None and action.text().replace("&", "").startswith(start):
                break
            press("Down")
        else:
            raise AssertionError(f"{start} is not among {[each.text() for each in menu.actions()]}")
        press("Right" if depth + 1 < len(words) else "Return")


def go_down_to(words: str) -> None:
    """Presses Down until the current row says these words to a screen reader."""
    view = focus()
    assert isinstance(view, QAbstractItemView)
    for _ in range(60):
        if words in str(view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)):
            return
        press("Down")
    raise AssertionError(f"no row says {words}")


def tab_to(wanted: QWidget) -> None:
    """Presses Tab until a widget has the keyboard."""
    for _ in range(80):
        if focus() is wanted:
            return
        press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def activate(window: QWidget, qtbot: QtBot) -> None:
    """Gives a window the keyboard, as the window manager does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
