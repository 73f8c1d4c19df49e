"""The panel that CONTRIBUTING.md adds shows its fields and its findings."""

from __future__ import annotations

import re
from pathlib import Path

from pytestqt.qtbot import QtBot

from debugger.window.looks.theme import load_theme
from debugger.window.models.prepared import prepare
from tests.window.panels.stored import CLEAN, Store

GUIDE = (Path(__file__).resolve().parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_an_inspector_is_one_function(qtbot: QtBot, store: Store) -> None:
    example = re.search(
        r"^`debugger/window/panels/integrations\.py`:\n\n```python\n(.*?)^```$",
        GUIDE,
        re.MULTILINE | re.DOTALL,
    )
    assert example is not None
    names: dict[str, object] = {"__name__": "integrations"}
    exec(compile(example[1], "CONTRIBUTING.md", "exec"), names)  # noqa: S102  our own guide
    build = names["integrations_panel"]
    assert callable(build)
    panel = build(load_theme("light"))
    qtbot.addWidget(panel)
    panel.show()
    (named,) = store(CLEAN | {"integrations": {"All": False, "Amplitude": True}})
    panel.show_prepared(prepare(named))
    model = panel.view.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown == ["All", "Amplitude"]
    (unnamed,) = store(CLEAN)
    panel.show_prepared(prepare(unnamed))
    assert model.rowCount() == 0
