"""Every state of the window and every dialog, in every theme and size of text, can be seen whole and be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from debugger.session.groups import Grouping
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.looks.scale import SCALE
from debugger.window.main_window import MainWindow
from debugger.window.panels.groups_dialog import GroupsDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.looks.seen import covered, cut, faint, outside
from tests.window.test_focus import silent
from tests.window.test_gallery import DIALOGS, send_all, visible

LOOKS = [
    (ThemeChoice.LIGHT, 80),
    (ThemeChoice.DARK, 100),
    (ThemeChoice.CONTRAST, 150),
    (ThemeChoice.LIGHT, 200),
]
"""Each theme, and each size of text: what is cut does not depend on the colours."""
LEAST = 4.0
"""Of the contrast that is measured in a picture; the colours themselves have 4.5 and more."""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def filled(
    request: pytest.FixtureRequest, window: MainWindow, app: App, qtbot: QtBot
) -> Iterator[MainWindow]:
    theme, percent = request.param
    window.appearance.choose(theme)
    window.appearance.scale_text(percent)
    rows = send_all(app)
    qtbot.waitUntil(lambda: window.live.totals.counts.events == rows, timeout=PATIENCE)
    window.resize(1360, 820)
    window.pane.list.select(6)
    told = window.detail.payload.meaning.place
    qtbot.waitUntil(lambda: bool(told.text()), timeout=PATIENCE)  # the last that comes
    yield window
    window.appearance.scale_text(100)


def wrong_in(top: QWidget) -> list[str]:
    QApplication.processEvents()
    for _ in range(
        3
    ):  # a word that came just now asks for another layout, and that of what is around it
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    top.grab()  # an elided label knows once it is drawn
    return [*cut(top), *covered(top), *outside(top), *faint(top, LEAST)]


def test_every_dialog_is_whole_apart_in_sight_and_readable(
    filled: MainWindow, qtbot: QtBot
) -> None:
    wrong = []
    for name in DIALOGS:
        filled.actions_by_id[name].trigger()
        qtbot.waitUntil(lambda: bool(visible(filled)), timeout=PATIENCE)
        (dialog,) = visible(filled)
        QApplication.processEvents()
        wrong += [f"{name}: {each}" for each in wrong_in(dialog)]
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        wrong += [f"{name}: {each} is silent" for each in silent(dialog)]
        dialog.close()
        qtbot.waitUntil(lambda: not visible(filled), timeout=PATIENCE)
    assert not wrong, "\n".join(wrong)


def test_every_group_is_whole_apart_in_sight_and_readable(filled: MainWindow, qtbot: QtBot) -> None:
    wrong = []
    for grouping in Grouping:
        filled.actions_by_id[f"group-{grouping.value}"].trigger()
        (dialog,) = filled.findChildren(GroupsDialog)
        for width, height in ((640, 460), (960, 680)):
            dialog.resize(SCALE.pixels(width), SCALE.pixels(height))
            qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0, timeout=PATIENCE)  # noqa: B023 - at once
            wrong += [f"{grouping} at {width}: {each}" for each in wrong_in(dialog)]
        dialog.close()
        qtbot.waitUntil(lambda: not filled.findChildren(GroupsDialog), timeout=PATIENCE)
    assert not wrong, "\n".join(wrong)


def test_every_state_of_the_window_is_whole_apart_in_sight_and_readable(
    filled: MainWindow,
) -> None:
    wrong = []
    parts, pages = filled.detail.parts, filled.detail.pages
    for width, height in (
        (filled.minimumWidth(), filled.minimumHeight()),
        (1000, 650),
        (1360, 820),
    ):
        filled.resize(width, height)
        for tabs in (parts, pages):
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                QApplication.processEvents()
                wrong += [
                    f"{filled.width()}, {tabs.tabText(number)}: {each}" for each in wrong_in(filled)
                ]
            tabs.setCurrentIndex(0)
    assert not wrong, "\n".join(sorted(set(wrong)))
