"""Groups: by event with the schema as it is, by user with changes of identity, batches, findings; each a filter."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.session.groups import Grouping
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.group_rows import Column
from debugger.window.models.inside_rows import Column as CallColumn
from debugger.window.models.schema_rows import Column as SchemaColumn
from debugger.window.panels.groups_dialog import GroupsDialog
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_accessibility import marked_up, nameless
from tests.window.test_gallery import PICTURES, send_all

Shown = Callable[[int], None]
ORDER = {"type": "track", "event": "Order Completed", "userId": "u-42"}


def opened_by(window: MainWindow, grouping: Grouping, qtbot: QtBot) -> GroupsDialog:
    dialog = opened_by_soon(window, grouping)
    qtbot.waitUntil(lambda: looked(dialog), timeout=PATIENCE)
    return dialog


def opened_by_soon(window: MainWindow, grouping: Grouping) -> GroupsDialog:
    """The dialog before it has looked."""
    window.actions_by_id[f"group-{grouping.value}"].trigger()
    dialog = window.group_commands._dialog
    assert dialog is not None
    return dialog


def looked(dialog: GroupsDialog) -> bool:
    told = dialog._counting.told
    inside = told.inside
    if inside is None or inside.chosen != dialog._chosen:
        return False
    return told.gathered >= 1 and inside.looked >= 1 and bool(inside.found)


def texts(dialog: GroupsDialog, column: Column = Column.GROUP) -> list[str]:
    return [dialog.rows.text(row, column) for row in range(dialog.rows.rowCount())]


def choose(dialog: GroupsDialog, name: str, qtbot: QtBot) -> None:
    row = texts(dialog).index(name)
    dialog.table.selectRow(row)
    group = dialog.rows.at(row)
    assert group is not None

    def is_there() -> bool:
        inside = dialog._counting.told.inside
        return inside is not None and inside.chosen.key == group.key and looked(dialog)

    qtbot.waitUntil(is_there, timeout=PATIENCE)


@pytest.fixture
def shop(window: MainWindow, app: App, shown: Shown) -> MainWindow:
    app.batch(
        [
            {"type": "page", "name": "Home", "anonymousId": "anon-7"},
            {"type": "identify", "userId": "u-42", "anonymousId": "anon-7"},
            {
                **ORDER,
                "anonymousId": "anon-7",
                "properties": {"revenue": 5, "products": [{"sku": "a"}]},
            },
        ]
    )
    app.track("Order Completed", revenue="19.99")
    app.track("Order Completed", revenue=6, coupon=None)
    app.track("Cart Viewed")
    shown(6)
    return window


def test_an_event_has_its_schema_as_it_is_and_follows(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    dialog = opened_by(shop, Grouping.EVENT, qtbot)
    assert texts(dialog)[0] == "Order Completed"
    assert texts(dialog, Column.CALLS)[0] == "3"
    assert "error" in texts(dialog, Column.FOUND)[0]
    schema = dialog.schema
    rows = {
        schema.text(row, SchemaColumn.PROPERTY): [schema.text(row, each) for each in SchemaColumn]
        for row in range(schema.rowCount())
    }
    assert rows["properties.revenue"][1:] == ["100%", "3", "number 2, string 1"]
    assert rows["properties.products[].sku"][1:] == ["33%", "1", "string"]
    assert rows["properties.coupon"][3] == "null"
    app.track("Order Completed", revenue=7)
    shown(7)
    qtbot.waitUntil(lambda: texts(dialog, Column.CALLS)[0] == "4", timeout=PATIENCE)
    qtbot.waitUntil(lambda: dialog.schema.text(0, SchemaColumn.CALLS) != "3", timeout=PATIENCE)
    dialog.property_wanted.emit(dialog._chosen, "/properties/products/*/sku")
    shown(1)
    assert shop.filter_bar.needle.endswith("has:properties.products[].sku")


def test_the_journey_of_a_user_begins_before_the_user_is_known(
    shop: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    dialog = opened_by(shop, Grouping.USER, qtbot)
    choose(dialog, "u-42", qtbot)
    calls = dialog.calls
    assert calls.rowCount() == 6
    remarks = [calls.text(row, CallColumn.REMARK) for row in range(6)]
    assert remarks[:2] == ["", "becomes u-42"]
    assert remarks[3] == "no anonymousId from here on"
    dialog._go_to(calls.index(0, 0))
    assert shop.pane.list.selected_number() == 1
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    shown(5)
    assert shop.filter_bar.needle == "user:u-42"


def test_the_journey_takes_up_who_a_user_turns_out_to_have_been(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([{"type": "page", "name": name, "anonymousId": "anon-9"} for name in ("A", "B")])
    shown(8)
    dialog = opened_by(shop, Grouping.USER, qtbot)
    choose(dialog, "u-42", qtbot)
    assert calls_of(dialog) == [1, 2, 3, 4, 5, 6]
    app.batch([{"type": "identify", "userId": "u-42", "anonymousId": "anon-9"}])
    qtbot.waitUntil(lambda: calls_of(dialog) == list(range(1, 10)), timeout=PATIENCE)
    app.batch([{"type": "page", "name": "C", "anonymousId": who} for who in ("anon-9", "anon-1")])
    qtbot.waitUntil(lambda: calls_of(dialog) == list(range(1, 11)), timeout=PATIENCE)
    assert looked(dialog)
    inside = dialog._counting.told.inside
    assert inside is not None
    assert inside.found == 10


def calls_of(dialog: GroupsDialog) -> list[int]:
    inside = dialog._counting.told.inside
    return [each.row.number for each in inside.calls] if inside else []


def test_batches_sources_and_findings(shop: MainWindow, shown: Shown, qtbot: QtBot) -> None:
    dialog = opened_by(shop, Grouping.REQUEST, qtbot)
    assert texts(dialog) == ["Request 1"]
    assert dialog.calls.rowCount() == 3
    assert dialog.calls.text(2, CallColumn.REMARK).startswith("place 3, ")
    assert "3 calls · /v1/batch, " in dialog.said.text()
    assert dialog.said.text().endswith("envelope: writeKey")
    dialog.group_by(Grouping.FINDING)
    qtbot.waitUntil(lambda: looked(dialog) and dialog.rows.rowCount() > 0, timeout=PATIENCE)
    assert "revenue-not-number · /properties/revenue" in texts(dialog)
    choose(dialog, "revenue-not-number · /properties/revenue", qtbot)
    assert dialog.calls.rowCount() == 1
    assert "revenue" in dialog.calls.text(0, CallColumn.REMARK)
    dialog._show_calls.click()
    shown(1)
    assert "rule:revenue-not-number" in shop.filter_bar.needle
    shop.filter_bar.clear()
    dialog.group_by(Grouping.SOURCE)
    qtbot.waitUntil(lambda: looked(dialog) and dialog.rows.rowCount() == 2, timeout=PATIENCE)
    dialog._show_calls.click()
    qtbot.waitUntil(lambda: shop.live.source is not None, timeout=PATIENCE)
    assert nameless(dialog) == []
    assert marked_up(dialog) == []


def test_nothing_to_group_teaches(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["group-finding"].trigger()
    dialog = window.findChild(GroupsDialog)
    assert isinstance(dialog, GroupsDialog)
    qtbot.waitUntil(lambda: "No findings yet" in dialog.empty.words(), timeout=PATIENCE)
    dialog.close()
    QApplication.processEvents()
    window.actions_by_id["group-event"].trigger()
    assert window.group_commands._dialog is not dialog


def test_the_dialog_closes_at_once_whatever_its_thread_is_doing(
    shop: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    dialog = opened_by(shop, Grouping.EVENT, qtbot)
    counting = dialog._counting
    held, closed, left = Event(), Event(), Event()

    def hold() -> None:
        """A step that takes until the dialog has closed."""
        held.set()
        closed.wait(PATIENCE / 1000)
        left.set()

    QTimer.singleShot(0, counting._enquiry._worker, hold)
    qtbot.waitUntil(held.is_set, timeout=PATIENCE)
    dialog.close()
    assert not left.is_set()
    app.track("Cart Viewed")
    shown(7)
    again = opened_by_soon(shop, Grouping.EVENT)
    closed.set()
    qtbot.waitUntil(lambda: looked(again) and "2" in texts(again, Column.CALLS), timeout=PATIENCE)
    again.close()
    qtbot.waitUntil(lambda: counting._enquiry._worker._opened is None, timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery_of_the_groups(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot, theme: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.appearance.choose(ThemeChoice(theme))
    shown(send_all(app))
    for grouping in Grouping:
        dialog = opened_by(window, grouping, qtbot)
        for width, height in ((640, 460), (960, 680)):
            dialog.resize(width, height)
            QApplication.processEvents()
            path = PICTURES / f"groups-{grouping.value}-{theme}-{width}x{height}.png"
            assert dialog.grab().save(str(path))


def test_markup_that_was_captured_is_only_text_in_a_tooltip(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    markup = "<img src='red.png'>"
    app.track(markup, **{markup: 1})
    shown(1)
    dialog = opened_by(window, Grouping.EVENT, qtbot)
    models = (dialog.rows, dialog.call_table.model(), dialog.schema_table.model())
    tips = [
        str(model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) or "")
        for model in models
        if model is not None and model.rowCount()
        for column in range(model.columnCount())
    ]
    assert any("&lt;img" in tip for tip in tips)
    assert not any("<img" in tip for tip in tips)
