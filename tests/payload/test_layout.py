"""Layout: the characters that came, as lines with pointers, folds and places for what is absent."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.payload import pointer
from debugger.payload.layout import DEEPEST_INDENT, Fold, GhostPlace, Layout, lay_out
from debugger.payload.parse import decode

_STRING_OR_SPACE = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')

_KEYS = st.text(max_size=8)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=30,
)


def squeezed(text: str) -> str:
    """`text` without the white space outside of its strings."""
    return _STRING_OR_SPACE.sub(lambda match: match.group(1) or "", text)


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_every_member_and_bracket_stands_on_its_own_line() -> None:
    layout = lay_out(b'{"event":"Signed Up","properties":{"plan":"pro","tags":["a",2]}}')
    assert texts(layout) == [
        "{",
        '  "event": "Signed Up",',
        '  "properties": {',
        '    "plan": "pro",',
        '    "tags": [',
        '      "a",',
        "      2",
        "    ]",
        "  }",
        "}",
    ]
    assert [line.depth for line in layout.lines] == [0, 1, 1, 2, 2, 3, 3, 2, 1, 0]
    assert layout.folds == {4: Fold(7, 2), 2: Fold(8, 2), 0: Fold(9, 2)}
    assert layout.problem is None


def test_a_line_knows_its_pointer_its_key_and_its_value() -> None:
    layout = lay_out(b'{"a/b": {"revenue" : "19.99"}}')
    index = layout.line_of("/a~1b/revenue")
    assert index == 2
    line = layout.lines[index]
    assert layout.pointer(index) == "/a~1b/revenue"
    assert line.key is not None
    assert line.text[slice(*line.key)] == '"revenue"'
    assert line.text[slice(*line.value)] == '"19.99"'
    assert layout.value_text(index) == '"19.99"'
    assert layout.value_text(1) == '{"revenue" : "19.99"}'
    assert layout.pointer(3) == layout.pointer(1) == "/a~1b"


@pytest.mark.parametrize(
    "literal",
    [
        "1.0",
        "1e400",
        "12345678901234567890123",
        "-0",
        "NaN",
        "-Infinity",
        r'"\u00e9\/"',
        '"é"',
        r'"\ud800"',
    ],
)
def test_a_literal_keeps_its_spelling(literal: str) -> None:
    layout = lay_out(f'{{"x":{literal}}}'.encode())
    assert texts(layout)[1] == f'  "x": {literal}'


def test_a_key_given_twice_stands_twice_and_its_pointer_means_the_last() -> None:
    layout = lay_out(b'{"a":1,"a":2}')
    assert texts(layout) == ["{", '  "a": 1,', '  "a": 2', "}"]
    assert layout.line_of("/a") == 2


def test_an_empty_object_or_array_takes_one_line() -> None:
    layout = lay_out(b'{"a": { } ,"b":[\n]}')
    assert texts(layout) == ["{", '  "a": {},', '  "b": []', "}"]
    assert layout.lines[1].text[slice(*layout.lines[1].value)] == "{}"
    assert layout.value_text(1) == "{ }"


@pytest.mark.parametrize(
    ("payload", "lines", "place"),
    [
        (b"", [""], "line 1, column 1"),
        (b"event=x&y", ["event=x&y"], "line 1, column 1"),
        (b'{"a":1', ["{", '  "a": 1'], "line 1, column 7"),
        (
            b'{"a":1,"b":undefined,\n"c":2}',
            ["{", '  "a": 1,', '  "b": undefined,', '"c":2}'],
            "line 1, column 12",
        ),
        (b'{"a"', ["{", '  "a"'], "line 1, column 5"),
        (b'{"a":"x\r\ny"}', ["{", '  "a": "x', 'y"}'], "line 1, column 6"),
        (b"{} {}", ["{}", "{}"], "line 1, column 4"),
        (b"[1,]", ["[", "  1,", "]"], "line 1, column 4"),
    ],
)
def test_what_is_not_json_stands_as_it_came_from_where_reading_failed(
    payload: bytes, lines: list[str], place: str
) -> None:
    layout = lay_out(payload)
    assert texts(layout) == lines
    assert layout.problem is not None
    assert layout.problem.place == place
    assert layout.problem_line is not None


def test_what_was_read_before_the_text_broke_can_still_be_found() -> None:
    layout = lay_out(b'{"event":"x","properties":{"a":1,"b":undefined')
    assert layout.line_of("/properties/a") == 3
    assert layout.line_of("/properties/b") == layout.problem_line == 4


def test_a_very_long_string_is_cut_short_and_says_how_long_it_is() -> None:
    payload = b'{"note":"' + b"x" * 1_048_576 + b'","next":1}'
    layout = lay_out(payload)
    line = layout.lines[1]
    assert len(line.text) < 1_100
    assert line.elision is not None
    assert line.text[slice(*line.elision)] == "… 1,048,576 characters in all"
    assert len(layout.value_text(1)) == 1_048_578
    assert texts(layout)[2] == '  "next": 1'


def test_a_missing_member_belongs_after_the_last_one_of_the_nearest_object() -> None:
    layout = lay_out(b'{"properties":{"a":[1]},"context":{}}')
    assert layout.ghost_place("/event") == GhostPlace(6, 1, "event")
    assert layout.ghost_place("/properties/revenue") == GhostPlace(4, 2, "revenue")
    assert layout.ghost_place("/context/app/version") == GhostPlace(6, 2, "app.version")


@pytest.mark.parametrize(
    "payload", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000]
)
def test_a_hundred_thousand_levels_take_no_stack_and_no_unbounded_indentation(
    payload: bytes,
) -> None:
    layout = lay_out(payload)
    assert len(layout.lines) >= 100_000
    assert max(len(line.text) for line in layout.lines) < DEEPEST_INDENT * 2 + 10
    assert layout.pointer(99_000).count("/") == 99_000


@pytest.mark.parametrize("end", ["", "]", "]}", "]}}"], ids=lambda end: end or "cut off")
def test_what_has_many_members_is_found_as_what_has_few(end: str) -> None:
    names = [f"key {n}" for n in range(600)] + ["a/b", "7", "key 3"]
    members = ",".join(f"{json.dumps(name)}:{{}}" for name in names)
    elements = ",".join(f'{{"n":{n}}}' for n in range(600))
    layout = lay_out(f'{{"o":{{{members},"last":[{elements}{end}'.encode())
    expected = {"": 0}
    for line in range(len(layout.lines)):
        if layout.lines.token(line) is not None and not layout.lines.is_closing(line):
            expected[layout.pointer(line)] = line
    assert len(layout.large) == 2
    assert len(expected) > 1800
    assert {place: layout.line_of(place) for place in expected} == expected
    for place in ("/o/600", "/o/key 600", "/o/last/600", "/o/last/01", "/o/last/-", "/o/last/n"):
        assert layout.line_of(place) is None


def test_a_hundred_thousand_keys_are_laid_out_and_found_in_seconds() -> None:
    payload = json.dumps({f"key {number}": number for number in range(100_000)}).encode()
    before = time.perf_counter()
    layout = lay_out(payload)
    assert layout.line_of("/key 99999") == 100_000
    assert time.perf_counter() - before < 20


@given(_JSON, st.sampled_from([None, 0, 3]))
def test_only_the_space_between_tokens_changes(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    payload = text.encode("utf-8", "surrogatepass")
    layout = lay_out(payload)
    assert squeezed("".join(texts(layout))) == squeezed(decode(payload)[0])
    assert layout.problem is None


@given(_JSON)
def test_every_line_s_pointer_leads_back_to_the_value_on_it(value: object) -> None:
    layout = lay_out(json.dumps(value).encode())
    for index, line in enumerate(layout.lines):
        if line.closing:
            continue
        place = layout.pointer(index)
        assert layout.line_of(place) == index
        assert repr(json.loads(layout.value_text(index))) == repr(_at(value, place))


@given(st.binary(max_size=60) | st.text('{}[],:"\\u0 1e.-\nntrue', max_size=40).map(str.encode))
def test_no_bytes_make_it_raise_or_lose_a_character(payload: bytes) -> None:
    layout = lay_out(payload)
    shown = "".join("".join(texts(layout)).split())
    assert shown == "".join(decode(payload)[0].split())
    for index in range(len(layout.lines)):
        layout.pointer(index)
        layout.value_text(index)


def _at(value: object, place: str) -> object:
    for token in pointer.split(place):
        value = value[int(token)] if isinstance(value, list) else value[token]  # type: ignore[index]
    return value
