"""Sorted by any column off the window's thread; what comes then is counted, and the third click goes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import TITLES, Column
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

Shown = Callable[[int], None]


@pytest.fixture
def shop(window: MainWindow, app: App, shown: Shown) -> MainWindow:
    for name, revenue in (("Cart Viewed", 5), ("App Opened", "x"), ("Order Completed", 40)):
        app.track(name, revenue=revenue)
    shown(3)
    return window


def numbers(window: MainWindow) -> list[int]:
    listing = window.live.table.listing
    return [listing.number(row) for row in range(len(listing))]


def click(window: MainWindow, column: int, expected: list[int], qtbot: QtBot) -> None:
    window.pane.list.horizontalHeader().sectionClicked.emit(column)
    qtbot.waitUntil(lambda: numbers(window) == expected, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.column_commands.sorting.is_busy, timeout=PATIENCE)


def test_a_column_sorts_turns_and_lets_go(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    events, header = shop.pane.list, shop.pane.list.horizontalHeader()
    events.select(3)
    click(shop, Column.EVENT, [2, 1, 3], qtbot)
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    assert events.selected_number() == 3
    assert events.currentIndex().row() == 2
    click(shop, Column.EVENT, [3, 1, 2], qtbot)
    assert events.currentIndex().row() == 0
    app.track("Banner Seen")
    qtbot.waitUntil(lambda: events.unseen == 1, timeout=PATIENCE)
    assert numbers(shop) == [3, 1, 2]
    assert "1 new" in events._pill.text()
    seen = shop.timeline_commands.overlooking
    qtbot.waitUntil(lambda: sum(map(sum, seen.seen.all.stacks.values())) == 4, timeout=PATIENCE)
    assert not shop.pane.strip.findings.worst
    click(shop, Column.EVENT, [1, 2, 3, 4], qtbot)
    assert not header.isSortIndicatorShown()
    assert events.selected_number() == 3
    shop.actions_by_id["newest"].trigger()
    app.track("Later")
    shown(5)
    assert events.following


def test_a_filter_is_sorted_too_and_so_is_a_path(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    shop.column_commands.add(("properties", "revenue"))
    click(shop, len(TITLES), [1, 3, 2], qtbot)
    shop.filter_bar.look_for("-event:Cart*")
    qtbot.waitUntil(lambda: numbers(shop) == [3, 2], timeout=PATIENCE)
    app.track("Found", revenue=1)
    qtbot.waitUntil(lambda: shop.pane.list.unseen == 1, timeout=PATIENCE)
    shop.pane.list._pill.click()
    shown(3)
    assert numbers(shop) == [2, 3, 4]
    click(shop, len(TITLES), [4, 3, 2], qtbot)
    shop.column_commands.remove(("properties", "revenue"))
    assert shop.column_commands.sorting.column is None
    assert numbers(shop) == [2, 3, 4]
    shop.pane.list.horizontalHeader().sectionClicked.emit(Column.DELTA)
    assert shop.column_commands.sorting.column is None


def test_it_is_sorted_by_the_keyboard(shop: MainWindow, qtbot: QtBot) -> None:
    sorting = shop.column_commands.sorting
    shop.actions_by_id["sort-next"].trigger()
    assert sorting.column == Column.NUMBER
    shop.actions_by_id["sort-turn"].trigger()
    qtbot.waitUntil(lambda: numbers(shop) == [3, 2, 1], timeout=PATIENCE)
    shop.actions_by_id["sort-next"].trigger()
    assert sorting.column == Column.MARKS
    shop.actions_by_id["sort-none"].trigger()
    assert numbers(shop) == [1, 2, 3]
    shop.pane.list.show_sorting(busy=True, column=Column.EVENT, descending=True)
    assert shop.pane.list._pill.text() == "Sorting…"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery_of_a_sorted_list(shop: MainWindow, app: App, qtbot: QtBot, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    shop.appearance.choose(ThemeChoice(theme))
    click(shop, Column.EVENT, [2, 1, 3], qtbot)
    app.track("Banner Seen")
    qtbot.waitUntil(lambda: shop.pane.list.unseen == 1, timeout=PATIENCE)
    shop.resize(1000, 650)
    qtbot.wait(60)  # a frame, for what is drawn with the next one
    assert shop.grab().save(str(PICTURES / f"sorted-{theme}-1000x650.png"))
