"""Finding a text in a payload: on whatever line, folded or cut short, masked or of any alphabet."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as some

from debugger.payload.layout import lay_out
from debugger.payload.marks import NO_MARKS
from debugger.window.models.payload_rows import PayloadRows
from debugger.window.models.payload_search import MOST, Match, searching
from debugger.wire.masking import KeyMask


def rows_of(payload: object, mask: KeyMask | None = None) -> PayloadRows:
    layout = lay_out(json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return PayloadRows(layout, NO_MARKS, mask)


def found(rows: PayloadRows, needle: str) -> list[Match]:
    return [match for some in searching(rows, needle) for match in some]


def shown(rows: PayloadRows, match: Match) -> str:
    return rows.text(match.line)[slice(*match.span)]


def test_case_does_not_matter_and_every_place_counts() -> None:
    rows = rows_of({"Order": "order ORDER", "list": ["no", "reorder"]})
    assert [shown(rows, match) for match in found(rows, "oRdEr")] == [
        "Order", "order", "ORDER", "order",
    ]  # fmt: skip


def test_what_is_folded_is_found_all_the_same() -> None:
    rows = rows_of({"a": {"b": {"needle": 1}}})
    rows.fold_to(1)
    assert [match.line for match in found(rows, "needle")] == [3]


def test_signs_of_regular_expressions_are_letters_like_others() -> None:
    assert len(found(rows_of({"a": "1.5 1x5"}), "1.5")) == 1


def test_what_is_cut_short_is_found_at_its_mark_once() -> None:
    rows = rows_of({"long": "start" + "x" * 50_000 + "needle needle" + "y" * 50_000, "needle": 1})
    first, second = found(rows, "needle")
    assert "…" in shown(rows, first) or "more" in shown(rows, first)
    assert shown(rows, second) == "needle"
    assert [shown(rows, match) for match in found(rows, "start")] == ["start"]


def test_a_masked_key_cannot_be_guessed_at() -> None:
    key = "wk_live_5f2a9c3f77d1"
    rows = rows_of({"writeKey": key}, KeyMask.of([key]))
    assert found(rows, "5f2a9c3f") == []
    assert len(found(rows_of({"writeKey": key}), "5f2a9c3f")) == 1


def test_no_more_than_can_be_stepped_through_are_told_apart() -> None:
    assert len(found(rows_of(["aaaa"] * (MOST // 2)), "a")) == MOST


@given(text=some.text(), needle=some.text(min_size=1, max_size=8))
def test_every_match_is_shown_where_it_is_said_to_be(text: str, needle: str) -> None:
    rows = rows_of({"a": [text, needle]})
    for match in found(rows, needle):
        assert shown(rows, match).casefold().lower() == needle.casefold().lower() or (
            len(shown(rows, match)) == len(needle)
        )
