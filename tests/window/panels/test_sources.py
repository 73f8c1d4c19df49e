"""No source is out of reach: each has a chip, and what the bar has no room for is counted and stands in a menu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from debugger.sources.colours import COLOURS
from debugger.sources.known import KnownSource
from debugger.sources.sender import Sender
from debugger.sources.state import State
from debugger.window.looks.theme import load_theme
from debugger.window.panels.sources import Sources
from debugger.window.widgets.state_mark import mark_picture, mark_size

NAMES = ("Node", "Python", "Ruby", "Go", "<b>php</b>", "r&d")


def known(name: str, number: int = 0, state: State = State.DELIVERING) -> KnownSource:
    return KnownSource(
        sender=Sender(write_key="wk_live_5f2a9c3f", library=name),
        name=name,
        colour=COLOURS[number % len(COLOURS)],
        key="wk_…3f",
        fingerprint="5c0d9a1be2f4",
        library=name,
        versions=(("2.1.0", 100),),
        state=state,
    )


KNOWN = [known(name, number) for number, name in enumerate(NAMES)]


@pytest.fixture
def sources(qtbot: QtBot) -> Sources:
    made = Sources(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(300, 24)
    made.show()
    made.show_sources(KNOWN)
    return made


def shown(sources: Sources) -> list[str]:
    return [chip.source.name for chip in sources.chips if chip.isVisible()]


def test_what_there_is_no_room_for_is_counted(sources: Sources) -> None:
    assert 1 <= len(shown(sources)) < len(KNOWN)
    assert sources.more.isVisible()
    assert sources.more.text() == f"+{len(KNOWN) - len(shown(sources))}"
    assert sources.more.geometry().right() < sources.width()
    for chip in sources.chips:
        if chip.isVisible():
            assert chip.width() == chip.sizeHint().width()
            assert chip.geometry().right() < sources.more.x()


def test_where_there_is_room_nothing_is_counted(sources: Sources) -> None:
    sources.resize(3000, 24)
    assert shown(sources) == list(NAMES)
    assert sources.more.isHidden()


def test_where_there_is_room_for_none_they_are_counted_in_words(sources: Sources) -> None:
    sources.resize(70, 24)
    assert shown(sources) == []
    assert sources.more.text() == "6 sources"


def test_the_menu_has_them_all_as_plain_text(sources: Sources) -> None:
    entries = sources.entries()
    assert len(entries) == len(KNOWN)
    assert entries[4].startswith("<b>php</b>, 0 calls, delivering")
    assert entries[5].startswith("r&&d")  # one of them is an underline in a menu


def test_the_menu_opens_from_the_keyboard_even_while_it_is_empty(sources: Sources) -> None:
    sources.show_sources([])
    sources.open_menu()
    assert sources._menu.isVisible()
    assert [action.text() for action in sources._menu.actions()] == ["No app has been heard of yet"]
    sources._menu.close()


def test_a_chip_and_its_entry_in_the_menu_choose_the_source(sources: Sources, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sources.chosen) as asked:
        sources.choose(1)
    assert asked.args == [KNOWN[1]]
    with qtbot.waitSignal(sources.chosen) as clicked:
        QTest.mouseClick(sources.chips[0], Qt.MouseButton.LeftButton)
    assert clicked.args == [KNOWN[0]]
    assert not sources.chips[0].isChecked()  # it is once the list shows it alone
    with qtbot.waitSignal(sources.menu_asked) as wanted:
        sources.chips[0].customContextMenuRequested.emit(QPoint(3, 3))
    assert wanted.args is not None
    assert wanted.args[0] == KNOWN[0]


def test_the_chosen_one_is_always_in_sight(sources: Sources) -> None:
    sources.set_chosen(KNOWN[5].sender)
    assert "r&d" in shown(sources)
    assert [chip.source.name for chip in sources.chips if chip.isChecked()] == ["r&d"]


def test_chips_stay_where_they_are_and_follow_their_source(sources: Sources) -> None:
    chips = list(sources.chips)
    silent = [replace(KNOWN[0], state=State.SILENT), *KNOWN[1:3]]
    sources.show_sources(silent)

    assert sources.chips == chips[:3]
    assert "silent" in sources.chips[0].accessibleName()
    assert sources.chips[0].accessibleName().startswith("Node, 0 calls")


def test_tooltips_take_nothing_for_markup(sources: Sources) -> None:
    tip = sources.chips[4].toolTip()
    assert "&lt;b&gt;php&lt;/b&gt;" in tip
    assert "Write key wk_…3f" in tip


def test_one_that_sent_no_call_cannot_be_filtered_by(sources: Sources) -> None:
    sources.show_sources([replace(KNOWN[0], sender=None, state=State.ASKED)])
    assert not sources.chips[0].isCheckable()
    assert "particulars" in sources.chips[0].toolTip()


def test_more_than_can_be_told_apart_are_counted(sources: Sources) -> None:
    sources.resize(3000, 24)
    sources.show_sources(KNOWN[:2], beside=40)
    assert sources.more.text() == "+40"
    assert sources.entries()[-1] == "and 40 more"


@pytest.mark.usefixtures("qapp")
def test_states_differ_in_their_shape_not_only_in_colour() -> None:
    drawn = {bytes(mark_picture("#0B5CBF", state, 2.0).toImage().constBits()) for state in State}
    assert len(drawn) == len(State)
    full = mark_picture("#0B5CBF", State.DELIVERING).toImage()
    assert full.pixelColor(mark_size() // 2 + 1, mark_size() // 2 + 1) == QColor("#0B5CBF")
    ring = mark_picture("#0B5CBF", State.SILENT).toImage()
    assert ring.pixelColor(mark_size() // 2 + 1, mark_size() // 2 + 1).alpha() == 0
