"""What holds text grows with it, whether it is open already or opened then: columns, and icons beside the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from debugger.window.looks.scale import SCALE
from debugger.window.main_window import MainWindow
from debugger.window.panels.rules_dialog import RulesDialog
from debugger.window.widgets.labels import label
from debugger.window.widgets.replay_table import ReplayTable
from tests.window.app_under_test import App


@pytest.fixture
def rules(window: MainWindow) -> Iterator[RulesDialog]:
    window.actions_by_id["rules"].trigger()
    (dialog,) = window.findChildren(RulesDialog)
    yield dialog
    dialog.close()
    window.appearance.scale_text(100)


def widths(header: QHeaderView) -> list[int]:
    return [
        header.sectionSize(column)
        for column in range(header.count())
        if header.sectionResizeMode(column) is not QHeaderView.ResizeMode.Stretch
    ]


@pytest.mark.parametrize("percent", [80, 200])
def test_columns_grow_with_their_text(rules: RulesDialog, window: MainWindow, percent: int) -> None:
    header = rules.tree.header()
    before = widths(header)
    window.appearance.scale_text(percent)
    assert widths(header) == [round(width * percent / 100) for width in before]
    window.appearance.scale_text(100)
    assert widths(header) == before


def test_hidden_columns_grow_too(window: MainWindow, qtbot: QtBot) -> None:
    table = ReplayTable(window.appearance.theme)
    qtbot.addWidget(table)
    width = table.columnWidth(1)
    table.hideColumn(1)
    window.appearance.scale_text(150)
    table.showColumn(1)
    assert table.columnWidth(1) == round(width * 1.5)
    window.appearance.scale_text(100)


def test_the_sign_of_the_filter_grows(window: MainWindow) -> None:
    line = window.filter_bar.findChild(QLineEdit, "filterText")
    assert isinstance(line, QLineEdit)

    def sign_width() -> int:
        return max(
            (each.pixmap().width() for each in line.findChildren(type(label())) if each.pixmap()),
            default=0,
        )

    before = sign_width()
    assert before == 16
    window.appearance.scale_text(200)
    assert sign_width() == SCALE.pixels(16) == 2 * before
    window.appearance.scale_text(100)


@pytest.mark.parametrize(
    ("name", "main"), [("export", "Save to a file…"), ("faults", "Start"), ("replay", "Send")]
)
def test_a_dialogs_main_action_and_its_way_out_stand_together(
    window: MainWindow, app: App, shown: Callable[[int], None], name: str, main: str
) -> None:
    app.track("Order Completed")
    shown(1)
    window.actions_by_id[name].trigger()
    (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    places = {
        button.text(): button.mapTo(dialog, QPoint())
        for button in dialog.findChildren(QPushButton)
        if button.isVisible()
    }
    assert places[main].y() == places["Close"].y()
    assert min(places[main].x(), places["Close"].x()) > dialog.width() / 2
    assert "Go to the new calls" not in places
    dialog.close()
