"""Windows take what their text needs, and no more than the screen has."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from debugger.window.looks.room import fit_on_screen, give_room
from debugger.window.main_window import MainWindow


def test_the_least_size_grows_with_the_text(window: MainWindow) -> None:
    before = window.minimumSize()
    room = window.screen().availableSize()
    window.appearance.scale_text(125)
    wanted = (round(before.width() * 1.25), round(before.height() * 1.25))
    assert (window.minimumWidth(), window.minimumHeight()) == (
        min(wanted[0], room.width()),
        min(wanted[1], room.height()),
    )
    assert window.minimumHeight() > before.height()
    window.appearance.scale_text(100)
    assert window.minimumSize() == before


def test_a_window_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    room = made.screen().availableSize()
    give_room(made, (10_000, 100), usual=(300, 10_000))
    assert (made.minimumWidth(), made.height()) == (room.width(), room.height())
    other = QWidget()
    qtbot.addWidget(other)
    other.resize(10_000, 10_000)
    fit_on_screen(other)
    assert other.width() == room.width()
    assert other.height() < room.height()
