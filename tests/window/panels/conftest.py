"""A pane in a theme, to show events in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.session.rows import StoredEvent
from debugger.window.looks import appearance
from debugger.window.looks.theme import load_theme
from debugger.window.panels.detail import DetailPane
from tests.window.panels.stored import store

__all__ = ["store"]

OpenPane = Callable[..., DetailPane]


@pytest.fixture
def open_pane(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenPane]:
    """Opens panes of a theme and a size, and dresses the application as the theme says."""
    made: list[DetailPane] = []

    def opened(
        event: StoredEvent | None = None,
        *,
        theme: str = "light",
        width: int = 700,
        height: int = 900,
        body: bytes = b"",
    ) -> DetailPane:
        tokens = load_theme(theme)
        qapp.setPalette(appearance.palette(tokens))
        if qapp.styleSheet() != appearance.style_sheet(tokens):
            qapp.setStyleSheet(appearance.style_sheet(tokens))
        pane = DetailPane(tokens, load_body=lambda _number: body)
        made.append(pane)
        pane.resize(width, height)
        pane.show()
        pane.show_event(event)
        if event is not None:
            qtbot.waitUntil(lambda: pane.shown_number == event.row.number, timeout=20_000)
            qtbot.waitUntil(lambda: pane.payload.text.is_filled, timeout=20_000)
        return pane

    yield opened
    for pane in made:
        pane.close()
        pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
