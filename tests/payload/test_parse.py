"""JSON is read as SDKs write it; what cannot be read says where, and nothing raises."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.events import Oddity
from debugger.payload import pointer
from debugger.payload.parse import DEEPEST, NonstandardNumber, decode, parse, problem_at

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**90), 2**90)
    | st.floats()
    | st.text(st.characters())
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_every_value_that_python_writes_comes_back(value: object) -> None:
    """With `NaN`, `Infinity`, lone surrogates and integers of any size, which strict parsers refuse."""
    parsed = parse(json.dumps(value).encode())
    assert parsed.problem is None
    assert repr_of(parsed.value) == repr_of(json.loads(json.dumps(value)))


@given(VALUES)
def test_every_oddity_stands_where_its_pointer_says(value: object) -> None:
    parsed = parse(json.dumps(value).encode())
    for oddity in parsed.oddities:
        found = at(parsed.value, oddity.pointer)
        if oddity.kind == "nonstandard-number":
            assert isinstance(found, NonstandardNumber)
            assert found.text == oddity.text
        else:
            assert oddity.kind == "lone-surrogate"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_have_a_problem_within_them(payload: bytes) -> None:
    parsed = parse(payload)
    if parsed.problem is not None:
        assert 0 <= parsed.problem.offset <= len(payload)
        assert parsed.problem.line >= 1
        assert parsed.problem.column >= 1
        assert parsed.value is None


@given(VALUES, st.data())
def test_any_damage_is_read_or_has_a_problem(value: object, data: st.DataObject) -> None:
    payload = bytearray(json.dumps(value).encode())
    payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    parse(bytes(payload))


@pytest.mark.parametrize(
    ("payload", "kind", "place", "text"),
    [
        (b'{"a/b": [1, NaN]}', "nonstandard-number", "/a~1b/1", "NaN"),
        (b"[-Infinity]", "nonstandard-number", "/0", "-Infinity"),
        (b'{"far": 1e400}', "number-out-of-range", "/far", "too large for a double"),
        (b'{"cut": "ship \\ud83d"}', "lone-surrogate", "/cut", "ship \\ud83d"),
        (b'{"\\ud83d": 1}', "lone-surrogate", "/\ud83d", "\\ud83d"),
        (b'{"name": "Caf\xe9"}', "invalid-utf8", "", "E9 at byte 13"),
        (b'\xef\xbb\xbf{"name": "\xff"}', "invalid-utf8", "", "FF at byte 13"),
        (b"\xef\xbb\xbf{}", "byte-order-mark", "", "EF BB BF"),
    ],
)
def test_what_a_strict_parser_refuses_is_read_and_noted(
    payload: bytes, kind: str, place: str, text: str
) -> None:
    parsed = parse(payload)
    assert parsed.problem is None
    assert Oddity(kind=kind, pointer=place, text=text) in parsed.oddities


@pytest.mark.parametrize(
    ("payload", "message", "offset", "place"),
    [
        (b"", "the body is empty", 0, ""),
        (b'{"a": }', "a value is missing", 6, "line 1, column 7"),
        (b'{"a": 1,}', "a name in double quotes is missing", 8, "line 1, column 9"),
        (b"{'a': 1}", "a name in double quotes is missing", 1, "line 1, column 2"),
        (b'{"a" 1}', "a colon is missing", 5, "line 1, column 6"),
        (b"[1 2]", "a comma is missing", 3, "line 1, column 4"),
        (b'{"a": "b', "a string starts here and has no end", 6, "line 1, column 7"),
        (
            b'"a\nb"',
            "a line break or control character stands inside a string",
            2,
            "line 1, column 3",
        ),
        (b'"\\x"', "a backslash has no meaning before this letter", 1, "line 1, column 2"),
        (b"{} {}", "more text follows after the end of the JSON", 3, "line 1, column 4"),
        ('{"é": "🚢",\n "ü": }'.encode(), "a value is missing", 22, "line 2, column 7"),
    ],
)
def test_a_problem_says_what_is_wrong_and_where(
    payload: bytes, message: str, offset: int, place: str
) -> None:
    problem = parse(payload).problem
    assert problem is not None
    assert (problem.message, problem.offset, problem.place) == (message, offset, place)


@pytest.mark.parametrize(
    ("payload", "offset"),
    [
        (b'\xef\xbb\xbf{"a": }', 9),
        (b'{"\xe9": }', 6),
        (b'{"\xe2\x82": "\xff", 1}', 12),
    ],
)
def test_the_offset_counts_the_bytes_that_came_also_those_that_are_no_text(
    payload: bytes, offset: int
) -> None:
    problem = parse(payload).problem
    assert problem is not None
    assert problem.offset == offset


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("inner", [b"1", b"NaN"])
@pytest.mark.parametrize("levels", [DEEPEST, DEEPEST + 1, 990, 1_100, 100_000])
def test_depth_is_read_down_to_a_limit_that_does_not_depend_on_the_parser(
    opening: bytes, inner: bytes, levels: int
) -> None:
    closing = b"]" if opening == b"[" else b"}"
    parsed = parse(opening * levels + inner + closing * levels)
    if levels <= DEEPEST:
        assert parsed.problem is None
    else:
        assert parsed.problem is not None
        assert parsed.problem.message == f"more than {DEEPEST} levels of nesting"
        assert parsed.problem.offset == len(opening) * DEEPEST


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert parse(b"[" + b"[],{}," * 2_000 + b'"[[[[" ]').problem is None


def test_integers_keep_every_digit_until_python_would_refuse_them() -> None:
    assert parse(b"1" + b"0" * 3_000).value == 10**3_000
    long = parse(b"9" * 100_000)
    assert long.value == math.inf
    assert [oddity.kind for oddity in long.oddities] == ["number-out-of-range"]


def test_bytes_that_are_no_text_are_shown_one_by_one() -> None:
    assert decode(b"a\xe2\x82b")[0] == "a\ufffd\ufffdb"


def test_a_problem_without_its_payload_counts_the_bytes_of_the_text() -> None:
    problem = problem_at("é\n🚢x", 3, "found")
    assert (problem.offset, problem.line, problem.column) == (7, 2, 2)


def at(value: object, place: str) -> object:
    for token in pointer.split(place):
        value = value[int(token)] if isinstance(value, list) else as_object(value)[token]
    return value


def as_object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def repr_of(value: object) -> str:
    """The value in a form that is equal to itself even where it is not a number."""
    return json.dumps(value)


@pytest.mark.parametrize(
    ("payload", "places"),
    [
        (b'{"a": 1, "a": 2}', ["/a"]),
        (b'{"a": {"b": 1, "c": 2, "b": 3}}', ["/a/b"]),
        (b'[{"a": 1}, {"a": 1, "a": 1, "a": 1}]', ["/1/a"]),
        (b'{"a" : 1, "a" : 2}', ["/a"]),
        (b'{"a": 1, "b": {"a": 1}}', []),
        (b'{"text": "{\\"a\\": 1, \\"a\\": 2}"}', []),
        (b'{"a" : 1}', []),
        (b'{"\\u0061": 1, "b": "\\":"}', []),
    ],
)
def test_a_name_that_stands_twice_in_one_object_is_noted(payload: bytes, places: list[str]) -> None:
    parsed = parse(payload)
    assert parsed.value == json.loads(payload)
    assert [(odd.kind, odd.pointer) for odd in parsed.oddities] == [
        ("duplicate-key", place) for place in places
    ]
