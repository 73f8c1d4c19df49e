"""What is JSON and what is not, and JSON on one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.export.strictness import objection, on_one_line


@pytest.mark.parametrize(
    "payload",
    [
        b"{}",
        b' {"a": 1e400, "b": -0, "a": 123456789012345678901234567890}\n',
        b'"\\ud800"',
        b"null",
        b"1" * 5000,
        b'"\x7f\xe2\x80\xa8"',
    ],
)
def test_json(payload: bytes) -> None:
    assert objection(payload) == ""


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "a value is missing (line 1, column 1)"),
        (b"{} {}", "more text follows after the end of the JSON (line 1, column 4)"),
        (b'{"a":NaN}', "NaN is not JSON"),
        (b"[-Infinity]", "-Infinity is not JSON"),
        (b'"a\nb"', "a line break or control character stands inside a string (line 1, column 3)"),
        (b'"a\0b"', "a line break or control character stands inside a string (line 1, column 3)"),
        (b'"\xff"', "byte 1 is not UTF-8"),
        (b'"\xed\xa0\x80"', "byte 1 is not UTF-8"),
        (b"\xef\xbb\xbf{}", "it starts with a byte order mark"),
        (b"[" * 100_000 + b"]" * 100_000, "it is nested too deep"),
        (b"01", "more text follows after the end of the JSON (line 1, column 2)"),
        (b"[1,", "a value is missing (line 1, column 4)"),
        (b"{'a':1}", "a name in double quotes is missing (line 1, column 2)"),
    ],
)
def test_not_json(payload: bytes, why: str) -> None:
    assert objection(payload) == why


@given(st.binary(max_size=12) | st.text(alphabet='[]{}",:0123.eE-+ \n\\untrfals', max_size=12))
def test_agrees_with_a_strict_parser(payload: bytes | str) -> None:
    exact = payload if isinstance(payload, bytes) else payload.encode()

    def refuse(constant: str) -> object:
        raise ValueError(constant)

    try:
        json.loads(exact.decode(), parse_constant=refuse)
        sound = not exact.startswith(b"\xef\xbb\xbf")
    except ValueError:
        sound = False
    assert (objection(exact) == "") == sound


@given(
    st.recursive(
        st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_one_line_keeps_the_value(value: object, line_break: str) -> None:
    text = json.dumps(value, indent=4, ensure_ascii=False).replace("\n", line_break).encode()
    line = on_one_line(text)
    assert b"\n" not in line
    assert b"\r" not in line
    assert json.loads(line) == value
