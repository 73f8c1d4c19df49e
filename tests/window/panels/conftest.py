"""Events as they are stored: through the real reading, judging, writing and reading back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.rows import StoredEvent
from debugger.session.writer import Ending, SessionWriter
from debugger.window import appearance
from debugger.window.panels.detail import DetailPane
from debugger.window.theme import load_theme
from debugger.wire.intake import read

Store = Callable[..., list[StoredEvent]]

BROKEN = {
    "type": "track",
    "userId": "u-42",
    "properties": {
        "order_id": "50314b8e",
        "revenue": "19.99",
        "currency": "US Dollars",
        "products": [{"sku": "A-1", "price": 9.5}, {"sku": "B-2", "price": 10.49}],
    },
    "context": {
        "library": {"name": "analytics.js", "version": "2.11.1"},
        "locale": "en_US",
        "active": "yes",
        "timezone": "Europe/Amsterdam",
    },
    "timestamp": "2026-11-23T12:04:01.249Z",
}

CLEAN = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-42",
    "messageId": "m-1",
    "properties": {"order_id": "50314b8e", "revenue": 19.99, "currency": "USD"},
    "context": {"library": {"name": "analytics.js", "version": "2.11.1"}, "locale": "en-US"},
    "timestamp": "2026-11-23T12:04:01.249Z",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Stores a request's body in a session and reads its events back."""
    count = 0

    def stored(body: bytes | dict[str, object], path: str = "/v1/track") -> list[StoredEvent]:
        nonlocal count
        count += 1
        if isinstance(body, dict):
            body = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        arrival = Arrival(
            received_at=1_795_435_441_249_000,
            transport=Transport.HTTP,
            method="POST",
            path=path,
            headers=(("content-type", "application/json"), ("user-agent", "test/1.0")),
            body=body,
            client="127.0.0.1:51324",
        )
        intake = read(arrival)
        writer = SessionWriter.open(tmp_path / f"{count}.tdsession")
        writer.append([record(intake.request, intake.messages)])
        reader = SessionReader.open(writer.path)
        events = list(reader.events(1, reader.newest()))
        reader.close()
        writer.close(Ending.CLOSED)
        return events

    return stored


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> DetailPane:
    """A pane in the light theme, shown."""
    appearance.load_fonts()
    theme = load_theme("light")
    qapp.setFont(appearance.interface_font())
    qapp.setPalette(appearance.palette(theme))
    qapp.setStyleSheet(appearance.style_sheet(theme))
    made = DetailPane(theme)
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    return made
