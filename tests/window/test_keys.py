"""A write key stands nowhere in the window until the person reveals it, and nowhere again when they mask it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from debugger.window.main_window import MainWindow
from tests.window.app_under_test import PATIENCE

KEY = "wk_live_5f2a9c3f77d1"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def texts(top: QWidget) -> Iterator[str]:
    """All that a person can read or hear in a widget and in what is in it."""
    for widget in (top, *top.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(each) for each in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model():
            yield from cells(widget.model())
    for action in top.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    flat = isinstance(model, QAbstractListModel)
    columns = 1 if flat else model.columnCount(parent or QModelIndex())
    for row in range(model.rowCount(parent or QModelIndex())):
        for column in range(columns):
            index = model.index(row, column, parent or QModelIndex())
            yield from (str(index.data(role)) for role in ROLES)
            if column == 0 and not flat:
                yield from cells(model, index)


def showing(window: MainWindow) -> list[str]:
    """The texts in all of the program in which the key stands."""
    QApplication.processEvents()
    return [text for top in (window, *window.findChildren(QWidget)) if top.isWindow()
            for text in texts(top) if KEY in text]  # fmt: skip


def send_with_keys_everywhere(window: MainWindow) -> int:
    """Every way in which SDKs send a key; returns how many calls there are."""
    place = urlsplit(window.capture.address)
    basic = "Basic " + b64encode(f"{KEY}:".encode()).decode()
    call = {
        "type": "track",
        "event": "Walk Booked",
        "userId": "u-1",
        "properties": {"revenue": "19.99"},
    }
    url = {"page": {"url": f"https://shop.example/?writeKey={KEY}"}}
    calls: list[tuple[str, str, object, dict[str, str]]] = [
        ("GET", f"/v1/projects/{KEY}/settings", None, {"Origin": "http://localhost:3000"}),
        ("GET", f"/sourceConfig/?writeKey={KEY}", None, {"Authorization": basic}),
        ("GET", f"/analytics.js/v1/{KEY}/analytics.min.js", None, {}),
        ("GET", f"/nowhere?writeKey={KEY}", None, {}),
        ("OPTIONS", f"/v1/projects/{KEY}/settings", None, {"Origin": "http://localhost:3000"}),
        ("POST", "/v1/t", call | {"writeKey": KEY, "context": url}, {}),
        ("POST", "/v1/batch", {"batch": [call, call | {"name": f"key {KEY}"}], "writeKey": KEY}, {}),
        ("POST", f"/beacon/v1/batch?writeKey={KEY}", {"batch": [call]}, {"Referer": f"http://x/?writeKey={KEY}"}),
        ("POST", "/v1/track", call, {"Authorization": basic, "X-Write-Key": KEY}),
        ("PUT", f"/v1/projects/{KEY}/settings", call | {"writeKey": KEY}, {}),
        ("POST", "/v1/track", f'{{"writeKey": "{KEY}", "event": }}', {}),
    ]  # fmt: skip
    for method, path, body, headers in calls:
        connection = HTTPConnection(str(place.hostname), place.port or 80, timeout=10)
        sent = body if isinstance(body, str | None) else json.dumps(body)
        connection.request(method, path, sent, headers)
        connection.getresponse().read()
        connection.close()
    return 7


@pytest.fixture
def filled(window: MainWindow, shown: Callable[[int], None], qtbot: QtBot) -> Iterator[MainWindow]:
    shown(send_with_keys_everywhere(window))
    known = window.sources
    qtbot.waitUntil(lambda: any(each.sender for each in known.known), timeout=PATIENCE)
    window.commands.connection()
    window.fault_commands.open()
    for source in window.sources.known:
        window.source_commands.open(source)
    window.status.sources.entries()
    yield window
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow():
            dialog.close()


def select(window: MainWindow, number: int, qtbot: QtBot) -> None:
    window.pane.list.select(number)
    qtbot.waitUntil(lambda: window.detail.shown_number == number, timeout=PATIENCE)
    for page in range(window.detail.pages.count()):
        window.detail.show_page(page)
        QApplication.processEvents()
        if page == 1 and not window.detail.raw.request_button.isHidden():
            window.detail.raw.request_button.click()
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)


def test_a_key_stands_nowhere_until_it_is_revealed(filled: MainWindow, qtbot: QtBot) -> None:
    for number in range(1, 8):
        select(filled, number, qtbot)
        assert showing(filled) == [], number

    reveal = filled.actions_by_id["reveal-keys"]
    select(filled, 1, qtbot)
    reveal.trigger()
    qtbot.waitUntil(lambda: KEY in filled.detail.payload.text.toPlainText(), timeout=PATIENCE)
    for part in (filled.detail.raw.text.toPlainText(), *cells(filled.detail.request.table.model())):
        if KEY in part:
            break
    else:
        raise AssertionError("the request does not show it")
    assert any(KEY in text for dialog in filled.findChildren(QWidget) if dialog.isWindow()
               for text in texts(dialog))  # fmt: skip

    reveal.trigger()
    qtbot.waitUntil(lambda: showing(filled) == [], timeout=PATIENCE)
    assert reveal in filled.detail.payload.menu().actions()
    assert reveal in filled.detail.request.table.actions()


def test_what_is_masked_is_copied_masked_but_the_whole_payload_as_it_was_sent(
    filled: MainWindow, qtbot: QtBot
) -> None:
    select(filled, 1, qtbot)
    text = filled.detail.payload.text
    text.selectAll()
    assert KEY not in text.createMimeDataFromSelection().text()
    assert "wk_…d1" in text.createMimeDataFromSelection().text()
    text.fold_to(1)
    text.selectAll()
    assert KEY not in text.createMimeDataFromSelection().text()
    raw = filled.detail.raw.text
    raw.selectAll()
    assert KEY not in raw.createMimeDataFromSelection().text()

    text.copy_payload()
    assert KEY in QApplication.clipboard().text()


def test_revealing_ends_with_the_session(filled: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    reveal = filled.actions_by_id["reveal-keys"]
    reveal.trigger()
    filled.capture.open(tmp_path / "sessions" / "other.tdsession")
    qtbot.waitUntil(lambda: not reveal.isChecked(), timeout=PATIENCE)
    assert "reveal" not in str(filled.settings._stored.allKeys())
