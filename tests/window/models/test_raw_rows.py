"""Raw rows: every byte readable, lines whole again when copied."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.window.models.raw_rows import LONGEST_ROW, RawRows


def all_copied(rows: RawRows) -> str:
    last = len(rows) - 1
    return rows.copied((0, 0), (last, len(rows.text(last))))


def test_bytes_that_are_no_text_and_controls_are_spelled_out() -> None:
    rows = RawRows(b'{"a":"\xff\x00\x1b[31m"}\r\n\tx')
    assert [rows.text(row) for row in range(len(rows))] == [
        r'{"a":"\xff\x00\x1b[31m"}' + r"\r",
        "\tx",
    ]


def test_a_long_line_is_broken_for_the_eye_only() -> None:
    body = b"x" * 2_000 + b"\n" + b"y" * 600
    rows = RawRows(body)
    assert len(rows) == 6
    assert max(len(rows.text(row)) for row in range(len(rows))) == LONGEST_ROW
    assert all_copied(rows).encode() == body


def test_a_place_is_found_again_behind_breaks_and_escapes() -> None:
    rows = RawRows(b"first\n" + b"\x00" * 3 + b"?")
    assert rows.place_of(2, 4) == (1, 12)
    assert RawRows(b"x" * 1_200).place_of(1, 1_101) == (2, 100)
    assert RawRows(b"").place_of(1, 1) == (0, 0)
    assert RawRows(b"abc").place_of(1, 4) == (0, 3)


@given(st.text(max_size=200))
def test_text_is_copied_exactly(text: str) -> None:
    body = text.encode("utf-8", "replace").rstrip(b"\n")
    assert all_copied(RawRows(body)).encode() == body


@given(st.binary(max_size=200))
def test_any_bytes_can_be_shown(body: bytes) -> None:
    rows = RawRows(body)
    shown = rows.texts(0, len(rows))
    shown.encode()
    assert not any(ord(character) < 32 and character not in "\n\t" for character in shown)
