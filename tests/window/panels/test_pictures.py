"""Writes pictures of the pane to `build/screenshots`, for people to look at, in light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debugger.window.panels.detail import DetailPane
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, CLEAN, Store

PICTURES = Path(__file__).resolve().parents[3] / "build" / "screenshots"

LARGE = {**CLEAN, "properties": {"items": [{"id": n, "name": f"item {n}"} for n in range(9_000)]}}

BODIES: dict[str, bytes] = {
    "broken": json.dumps(BROKEN).encode(),
    "clean": json.dumps(CLEAN).encode(),
    "not-json": b'{"type": "track",\n "properties": {"revenue": undefined,\n "currency": "EUR"}}',
    "large": json.dumps(LARGE).encode(),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(420, 760), (700, 900)])
@pytest.mark.parametrize("name", list(BODIES))
def test_a_picture_of_each_kind_of_event(  # noqa: PLR0917 - what the pictures differ in
    open_pane: OpenPane, store: Store, name: str, width: int, height: int, theme: str
) -> None:
    pane = open_pane(store(BODIES[name])[0], theme=theme, width=width, height=height)
    if name == "broken":
        pane.light(1)
    if name == "not-json":
        pane.pages.setCurrentWidget(pane.raw)
    assert _saved(pane, f"detail-{name}-{theme}-{width}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_each_inspector(
    qtbot: QtBot, open_pane: OpenPane, store: Store, theme: str
) -> None:
    pane = open_pane(store(BROKEN)[0], theme=theme)
    for inspector in pane.inspectors:
        pane.parts.setCurrentWidget(inspector)
        qtbot.waitUntil(inspector.isVisible)
        assert _saved(pane, f"detail-{inspector.name.lower()}-{theme}")
    pane.pages.setCurrentWidget(pane.request)
    assert _saved(pane, f"detail-request-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_the_pane_under_the_list(
    open_pane: OpenPane, store: Store, theme: str
) -> None:
    pane = open_pane(store(BROKEN)[0], theme=theme, width=1000, height=312)
    assert _saved(pane, f"detail-low-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_nothing_selected(open_pane: OpenPane, theme: str) -> None:
    pane = open_pane(theme=theme, width=420, height=760)
    assert _saved(pane, f"detail-empty-{theme}")


def _saved(pane: DetailPane, name: str) -> bool:
    QApplication.processEvents()
    PICTURES.mkdir(parents=True, exist_ok=True)
    return pane.grab().save(str(PICTURES / f"{name}.png"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 700])
def test_a_picture_of_each_way_to_look_at_the_payload(
    qtbot: QtBot, open_pane: OpenPane, store: Store, width: int, theme: str
) -> None:
    pane = open_pane(store(BROKEN)[0], theme=theme, width=width)
    pane.look_for()
    bar = pane.payload.find_bar
    bar.line.setText("re")
    pane.look_for()
    qtbot.waitUntil(lambda: not bar.looking.is_busy)
    assert _saved(pane, f"detail-find-{theme}-{width}")
    for page, name in ((pane.tree, "tree"), (pane.table, "table")):
        pane.pages.setCurrentWidget(page)
        assert _saved(pane, f"detail-{name}-{theme}-{width}")
    pane.turn_hex()
    assert _saved(pane, f"detail-hex-{theme}-{width}")
