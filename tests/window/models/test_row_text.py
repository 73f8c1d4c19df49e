"""What a row says, in its cells and to a screen reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from debugger.events import Transport
from debugger.findings import Verdict
from debugger.session.rows import Row
from debugger.window.models import row_text
from debugger.window.models.row_text import Batch, Column, Tone

NOON = int(datetime(2026, 3, 2, 12, 4, 1, 249_000).astimezone().timestamp() * 1_000_000)
ROW = Row(
    number=1204,
    request_id=7,
    position=None,
    received_at=NOON,
    transport=Transport.HTTP,
    type="track",
    name="Order Completed",
    problem="",
    user_id="u-42",
    anonymous_id=None,
    message_id=None,
    source="analytics.js 2.11.1",
    write_key_masked="we…b1",
    errors=2,
    warnings=1,
    advice=0,
    verdict=Verdict.DROPPED,
)


def texts(row: Row) -> tuple[str, ...]:
    return row_text.line(row, None, None).texts


def test_the_cells_of_a_track_call() -> None:
    assert texts(ROW) == (
        "1,204", "", "12:04:01.249", "", "track", "Order Completed", "u-42", "analytics.js 2.11.1", "",
    )  # fmt: skip


def test_the_sentence_says_all_of_the_row() -> None:
    assert row_text.sentence(row_text.line(ROW, None, None)) == (
        "12:04:01.249, track Order Completed, user u-42, from analytics.js 2.11.1, "
        "2 errors, 1 warning, Segment would drop it"
    )


def test_the_sentence_of_a_clean_anonymous_call_in_a_batch() -> None:
    row = replace(
        ROW, user_id=None, anonymous_id="23adfd82", source="", position=2, errors=0, warnings=0,
        verdict=Verdict.KEPT,
    )  # fmt: skip
    assert row_text.sentence(row_text.line(row, None, None)) == (
        "12:04:01.249, track Order Completed, anonymous user, place 3 in its batch, no findings"
    )


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "+0 ms"),
        (203_000, "+203 ms"),
        (9_994_000, "+9.99 s"),
        (12_340_000, "+12.3 s"),
        (59_949_000, "+59.9 s"),
        (60_000_000, "+1 m 00 s"),
        (185_400_000, "+3 m 05 s"),
        (8_040_000_000, "+2 h 14 m"),
        (270_000_000_000, "+3 d 3 h"),
        (-200_000, "-200 ms"),
    ],
)
def test_the_time_since_the_row_above_has_a_unit_that_fits(microseconds: int, text: str) -> None:
    assert row_text.delta(microseconds) == text


@pytest.mark.parametrize(
    ("changes", "text", "tone"),
    [
        ({"name": None}, "(no event name)", Tone.FAULT),
        ({"name": ""}, "(empty event name)", Tone.FAULT),
        ({"type": "page", "name": None}, "(unnamed page)", Tone.MUTED),
        ({"type": "screen", "name": "Home"}, "Home", Tone.PLAIN),
        ({"type": "identify", "name": None}, "—", Tone.MUTED),
        ({"type": "group", "name": None, "user_id": None}, "—", Tone.MUTED),
        (
            {"type": "", "name": None, "problem": "a value is missing (line 1, column 84)"},
            "(not JSON: line 1, column 84)",
            Tone.FAULT,
        ),
        (
            {"problem": "body ended early: 3 of 9 bytes"},
            "(body ended early: 3 of 9 bytes)",
            Tone.FAULT,
        ),
    ],
)
def test_the_event_cell_says_plainly_what_there_is(
    changes: dict[str, str | None], text: str, tone: Tone
) -> None:
    row = replace(ROW, **changes)  # type: ignore[arg-type]
    assert row_text.event_text(row) == (text, tone)


def test_an_anonymous_id_is_cut_and_a_short_one_is_not() -> None:
    anonymous = replace(ROW, user_id=None, anonymous_id="23adfd82-aa0f")
    assert row_text.user_text(anonymous) == "anon 23ad…"
    assert row_text.user_text(replace(anonymous, anonymous_id="7")) == "anon 7"
    assert row_text.user_text(replace(anonymous, anonymous_id=None)) == "—"


def test_captured_text_is_cut_and_made_visible() -> None:
    shown = texts(replace(ROW, name="\u202e" + "x" * 1_000_000))[Column.EVENT]
    assert shown.startswith("\\u202ex")
    assert len(shown) == 200


def test_a_batch_is_bracketed_by_its_neighbours() -> None:
    other = replace(ROW, request_id=8)
    assert row_text.line(ROW, other, ROW).batch is Batch.FIRST
    assert row_text.line(ROW, ROW, ROW).batch is Batch.INNER
    assert row_text.line(ROW, ROW, None).batch is Batch.LAST
    assert row_text.line(ROW, other, other).batch is Batch.ALONE


def test_a_call_without_an_event_is_spoken_by_its_type_alone() -> None:
    shown = row_text.line(replace(ROW, type="identify", name=None), None, None)
    assert ", identify, user u-42, " in row_text.sentence(shown)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("429 simulated", "429"),
        ("200 simulated after 2 s", "200"),
        ("connection dropped, simulated", "no answer"),
        ("answer cut short, simulated", "cut short"),
    ],
)
def test_a_simulated_answer_in_a_word(answer: str, word: str) -> None:
    assert row_text.answer_word(answer) == word
