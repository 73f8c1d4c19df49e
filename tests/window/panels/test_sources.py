"""No source is out of reach: what the bar has no room for is counted, and all stand in a menu."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from debugger.events import Source
from debugger.window.panels.sources import Sources

COUNTED = [
    (Source(library=f"analytics-{name}", version="2.1.0"), 100 - number)
    for number, name in enumerate(("node", "python", "ruby", "go", "<b>php</b>", "r&d"))
]


@pytest.fixture
def sources(qtbot: QtBot) -> Sources:
    made = Sources()
    qtbot.addWidget(made)
    made.resize(400, 24)
    made.show()
    made.show_counted(COUNTED)
    return made


def shown(sources: Sources) -> str:
    return sources._shown.text()


def test_what_there_is_no_room_for_is_counted(sources: Sources) -> None:
    fitting = shown(sources).count("analytics-")
    assert 1 <= fitting < len(COUNTED)
    assert "…" not in shown(sources)
    assert sources.more.isVisible()
    assert sources.more.text() == f"+{len(COUNTED) - fitting}"
    assert sources.more.geometry().right() < sources.width()


def test_where_there_is_room_nothing_is_counted(sources: Sources) -> None:
    sources.resize(3000, 24)
    assert shown(sources).count("analytics-") == len(COUNTED)
    assert sources.more.isHidden()


def test_one_that_is_too_long_ends_in_an_ellipsis(sources: Sources) -> None:
    sources.resize(120, 24)
    assert shown(sources).endswith("…")
    assert sources.more.text() == f"+{len(COUNTED) - 1}"


def test_the_menu_has_them_all_as_plain_text(sources: Sources) -> None:
    entries = sources.entries()
    assert len(entries) == len(COUNTED)
    assert entries[4].startswith("analytics-<b>php</b> 2.1.0")
    assert entries[5].startswith("analytics-r&&d")  # one of them is an underline in a menu


def test_a_source_of_the_menu_is_filtered_by(sources: Sources, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sources.chosen) as asked:
        sources.choose(1)
    assert asked.args == ["analytics-python 2.1.0"]
