"""Finding cards: nothing of their text is cut, at any width."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from debugger.findings import Finding, Severity, Verdict
from debugger.window.looks.theme import load_theme
from debugger.window.models.finding_rows import Card, card
from debugger.window.widgets.finding_delegate import FindingDelegate
from debugger.window.widgets.finding_list import FindingList

FINDING = Finding(
    rule="event-missing",
    severity=Severity.ERROR,
    pointer="/properties/a long name/" + "x" * 60,
    message="The value " + "w" * 300 + " is not a number, and says so at some length.",
    remedy="Send 19.99, not \"19.99\". <img src='x'> \u202e",
    missing=True,
    verdict=Verdict.DROPPED,
    code="event_not_defined",
)


@pytest.mark.parametrize("width", [320, 380, 420, 560, 700, 1000])
@pytest.mark.parametrize("compact", [False, True])
def test_every_paragraph_is_inside_the_card_and_below_the_last(
    qtbot: QtBot, width: int, *, compact: bool
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    delegate = FindingDelegate(load_theme("light"), view, compact=compact)
    placed, height = delegate._place(card(0, FINDING), width)
    bottom = 0.0
    for paragraph in placed:
        size = paragraph.layout.boundingRect()
        assert paragraph.left + size.width() <= width
        assert paragraph.top >= bottom
        bottom = paragraph.top + size.height()
        assert bottom <= height
    shown = " ".join(paragraph.layout.text() for paragraph in placed)
    assert FINDING.message in shown
    assert "Segment answers 200 and drops it: event_not_defined" in shown


def test_the_pointer_stands_at_the_right_where_there_is_room_and_below_where_not(
    qtbot: QtBot,
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    delegate = FindingDelegate(load_theme("light"), view)
    made = card(0, finding_at("/properties/revenue"))
    wide, _ = delegate._place(made, 700)
    narrow, _ = delegate._place(made, 320)
    assert wide[0].layout.text() == "/properties/revenue"
    assert wide[0].left > 350
    assert narrow[1].layout.text() == "/properties/revenue"
    assert narrow[1].left == narrow[0].left


def test_cards_follow_the_width_of_their_list(qtbot: QtBot, qapp: QApplication) -> None:
    cards = FindingList(load_theme("light"))
    qtbot.addWidget(cards)
    cards.show_cards([card(0, FINDING), card(1, finding_at("/event"))])
    cards.resize(1000, 600)
    cards.show()
    qapp.processEvents()
    wide = cards.visualRect(cards.model().index(0, 0)).height()
    cards.resize(330, 600)
    qtbot.waitUntil(lambda: cards.visualRect(cards.model().index(0, 0)).height() > wide)


def test_captured_text_is_made_visible_and_a_card_is_a_sentence() -> None:
    made: Card = card(0, FINDING)
    assert r"\u202e" in made.mend
    assert made.sentence.startswith("error, at /properties/a long name/")
    assert made.why
    assert made.reference.startswith("https://")


def finding_at(pointer: str) -> Finding:
    return Finding(
        rule="revenue-not-number",
        severity=Severity.WARNING,
        pointer=pointer,
        message="revenue is a string.",
        remedy="Send a number.",
    )
