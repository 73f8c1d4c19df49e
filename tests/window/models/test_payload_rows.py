"""The payload's rows: folding, ghosts, and copying exactly what came."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.findings import Finding, Severity
from debugger.payload.layout import lay_out
from debugger.payload.marks import marked_span, marks_of
from debugger.window.models.payload_rows import PayloadRows

PAYLOAD = (
    b'{"type":"track","properties":{"revenue":"19.99","products":[{"a":1},{"b":2}]},"context":{}}'
)


def fault(pointer: str, severity: Severity = Severity.ERROR, *, missing: bool = False) -> Finding:
    return Finding(
        rule="r", severity=severity, pointer=pointer, message="m", remedy="", missing=missing
    )


def rows_of(payload: bytes, *findings: Finding) -> PayloadRows:
    layout = lay_out(payload)
    return PayloadRows(layout, marks_of(layout, findings))


def shown(rows: PayloadRows) -> list[str]:
    return [rows.text(row) for row in range(len(rows))]


def all_copied(rows: PayloadRows) -> str:
    last = len(rows) - 1
    return rows.copied((0, 0), (last, len(rows.text(last))))


def test_folding_takes_the_rows_away_and_says_how_many_items_they_were() -> None:
    rows = rows_of(PAYLOAD)
    products = rows.row_of_line(4)
    assert products == 4
    assert rows.fold(products).size == 7
    assert rows.text(products) == '    "products": [ … 2 items ]'
    assert rows.row_of_line(6) is None
    assert rows.folded_around(6) == [4]
    assert rows.unfold(products).size == 7
    assert len(rows) == len(rows.layout.lines)


def test_what_was_folded_inside_stays_folded() -> None:
    rows = rows_of(PAYLOAD)
    rows.fold(4)
    rows.fold(2)
    assert shown(rows)[2] == '  "properties": { … 2 items },'
    rows.unfold(2)
    assert shown(rows)[4] == '    "products": [ … 2 items ]'


def test_one_item_is_not_items() -> None:
    rows = rows_of(b'{"a":{"b":1}}')
    rows.fold_to(1)
    assert shown(rows) == ["{", '  "a": { … 1 item }', "}"]
    rows.unfold_all()
    assert len(rows) == 5


def test_a_missing_field_is_a_ghost_where_it_belongs_without_a_number() -> None:
    rows = rows_of(
        PAYLOAD,
        fault("/event", missing=True),
        fault("/properties/currency", Severity.WARNING, missing=True),
    )
    lines = shown(rows)
    assert lines[-2] == '  "event": missing (required)'
    assert rows.line(len(rows) - 2) is None
    assert lines[12] == '    "currency": missing'
    assert rows.findings(12) == (1,)
    assert rows.row_of_finding(0) == len(rows) - 2
    assert rows.line(len(rows) - 1) == len(rows.layout.lines) - 1


def test_a_field_of_the_envelope_is_a_ghost_that_says_so() -> None:
    rows = rows_of(PAYLOAD, fault("/context/app/version"))
    assert '    "app.version": from the batch\'s envelope' in shown(rows)


def test_a_folded_row_answers_for_the_findings_behind_it() -> None:
    rows = rows_of(PAYLOAD, fault("/properties/revenue"), fault("/properties/value", missing=True))
    rows.fold(2)
    assert rows.findings(2) == (0, 1)
    assert rows.row_of_finding(0) is None
    assert rows.folded_around_finding(0) == rows.folded_around_finding(1) == [2]


def test_a_finding_of_text_that_is_no_json_marks_where_reading_failed() -> None:
    rows = rows_of(b'{"a":1,\n"b":oops}', fault(""))
    assert rows.row_of_finding(0) == 2
    assert rows.text(2) == '  "b": oops}'


def test_the_value_is_marked_and_of_an_object_the_key_with_its_bracket() -> None:
    layout = lay_out(PAYLOAD)
    assert layout.lines[3].text[slice(*marked_span(layout, 3))] == '"19.99"'
    assert layout.lines[2].text[slice(*marked_span(layout, 2))] == '"properties": {'


def test_copying_leaves_ghosts_out_and_takes_folded_lines_whole() -> None:
    rows = rows_of(PAYLOAD, fault("/event", missing=True))
    rows.fold(2)
    copied = all_copied(rows)
    assert json.loads(copied) == json.loads(PAYLOAD)
    assert "missing" not in copied


def test_copying_takes_a_long_value_whole_once_its_mark_is_selected() -> None:
    rows = rows_of(b'{"a":"' + b"x" * 9_000 + b'","b":1}')
    assert rows.text(1).endswith('… 9,000 characters in all",')
    assert json.loads(all_copied(rows))["a"] == "x" * 9_000
    assert rows.copied((1, 8), (1, 12)) == "xxxx"


def test_what_nobody_would_see_is_spelled_out_and_copied_as_it_came() -> None:
    payload = '{"a":"x\u202ey\u200bz","b":"\ufdd0"}'.encode()
    rows = rows_of(payload, fault("/a"))
    assert rows.text(1) == r'  "a": "x\u202ey\u200bz",'
    assert (
        all_copied(rows).encode()
        == b'{\n  "a": "x\xe2\x80\xaey\xe2\x80\x8bz",\n  "b": "\xef\xb7\x90"\n}'
    )
    assert rows.shown_column(1, rows.layout.lines[1].value.end) == len(r'  "a": "x\u202ey\u200bz"')


@pytest.mark.parametrize("severity", list(Severity))
def test_the_worst_of_several_findings_gives_a_row_its_severity(severity: Severity) -> None:
    rows = rows_of(PAYLOAD, fault("/type", Severity.ADVICE), fault("/type", severity))
    assert rows.marks.worst(rows.findings(1)) is severity


VALUES = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES, st.integers(0, 4))
def test_folding_all_to_a_depth_is_folding_each(value: object, depth: int) -> None:
    payload = json.dumps({"a": value, "b": [value]}).encode()
    missing = [fault(place, missing=True) for place in ("/missing", "/a/missing", "/b/0/c/d")]
    rows, each = rows_of(payload, *missing), rows_of(payload, *missing)
    rows.fold_to(depth)
    for line in sorted(each.layout.folds, reverse=True):
        row = each.row_of_line(line)
        if row is not None and each.layout.lines.depths[line] >= depth:
            each.fold(row)
    assert shown(rows) == shown(each)
    assert [rows.ghost(row) for row in range(len(rows))] == [
        each.ghost(row) for row in range(len(each))
    ]
    for finding in range(3):
        row = rows.row_of_finding(finding)
        assert row is None or finding in rows.findings(row)
    rows.unfold_all()
    assert shown(rows) == shown(rows_of(payload, *missing))


@given(
    VALUES,
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=12),
)
def test_however_it_is_folded_nothing_is_lost(value: object, steps: list[tuple[int, bool]]) -> None:
    payload = json.dumps(value, ensure_ascii=False).encode()
    rows = rows_of(payload, fault("/missing", missing=True))
    whole = all_copied(rows)
    before = shown(rows)
    for row, folds in steps:
        if row < len(rows):
            count = len(rows)
            change = rows.fold(row) if folds else rows.unfold(row)
            assert len(rows) == count + (-change.size if folds else change.size)
            if rows.ghost(len(rows) - 1) is None:
                assert all_copied(rows) == whole
    rows.unfold_all()
    assert shown(rows) == before
