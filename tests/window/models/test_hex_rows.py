"""Bytes in hexadecimal: every one of them, exactly; keys masked wherever a row breaks them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from debugger.window.models.hex_rows import HexRows
from debugger.wire.masking import KeyMask

KEY = "wk_live_5f2a9c3f77d1"


@given(body=some.binary(max_size=300), width=some.sampled_from([4, 8, 16, 32]))
def test_every_byte_is_there(body: bytes, width: int) -> None:
    rows = HexRows(body, width)
    assert bytes.fromhex(" ".join(map(rows.hexadecimal, range(len(rows))))) == body
    assert [int(rows.offset(row), 16) for row in range(len(rows))] == list(
        range(0, len(body), width)
    )
    texts = "".join(map(rows.text, range(len(rows))))
    assert len(texts) == len(body)
    assert all(
        shown == chr(byte) for shown, byte in zip(texts, body, strict=True) if 32 <= byte < 127
    )


def test_a_row_as_a_dump_has_it() -> None:
    rows = HexRows(b'{"a": "\xc3\xa9\x00~"}' * 2)
    assert rows.dump(0, 2) == (
        '0000  7b 22 61 22 3a 20 22 c3  a9 00 7e 22 7d 7b 22 61  {"a": "···~"}{"a\n'
        '0010  22 3a 20 22 c3 a9 00 7e  22 7d                    ": "···~"}'
    )


@given(before=some.binary(max_size=40), after=some.binary(max_size=40))
def test_no_byte_of_a_key_is_shown(before: bytes, after: bytes) -> None:
    body = before + b'"writeKey": "' + KEY.encode() + b'"' + after
    rows = HexRows(body, 16, KeyMask.of([KEY]))
    start = len(before) + 13
    texts = "".join(map(rows.text, range(len(rows))))
    assert set(texts[start : start + len(KEY)]) == {"·"}
    pairs = " ".join(map(rows.hexadecimal, range(len(rows)))).split()
    assert set(pairs[start : start + len(KEY)]) == {"··"}
    assert len(texts) == len(pairs) == len(body)


def test_a_key_of_other_letters_is_masked_too() -> None:
    key = "schlüssel-grün"
    body = f'{{"x": "{key}"}}'.encode()
    rows = HexRows(body, 32, KeyMask.of([key]))
    assert rows.text(0) == '{"x": "' + "·" * len(key.encode()) + '"}'
