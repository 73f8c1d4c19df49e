"""Bytes in hexadecimal, a row made when it is looked at: offset, bytes, and what of them is text."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.wire.masking import LONGEST, KeyMask

_MASKED = -1
_UNSEEN = "·"
"""In place of a byte that is no printable ASCII, and of one of a key that is masked."""


class HexRows:
    """Rows by their number from 0."""

    def __init__(self, body: bytes, width: int = 16, mask: KeyMask | None = None) -> None:
        """`width` bytes stand on a row. With a mask, the write keys in them are shown masked."""
        self._body = body
        self.width = width
        self._mask = None if mask is None else KeyMask(frozenset(map(_as_latin_1, mask.known)))

    def __len__(self) -> int:
        return (len(self._body) + self.width - 1) // self.width

    def offset(self, row: int) -> str:
        """Where the row begins, in hexadecimal, as wide as that of the last."""
        digits = max(4, len(f"{max(0, len(self._body) - 1):x}"))
        return f"{row * self.width:0{digits}x}"

    def hexadecimal(self, row: int) -> str:
        """The bytes as pairs of digits, with more space in the middle."""
        pairs = [_UNSEEN * 2 if byte == _MASKED else f"{byte:02x}" for byte in self._bytes(row)]
        half = self.width // 2
        return "  ".join(filter(None, (" ".join(pairs[:half]), " ".join(pairs[half:]))))

    def text(self, row: int) -> str:
        """The bytes that are printable ASCII as such."""
        return "".join(chr(byte) if 0x20 <= byte < 0x7F else _UNSEEN for byte in self._bytes(row))

    def dump(self, first: int, last: int) -> str:
        """Rows from `first` to before `last` as lines, in columns."""
        room = 3 * self.width
        return "\n".join(
            f"{self.offset(row)}  {self.hexadecimal(row):{room}}  {self.text(row)}"
            for row in range(first, last)
        )

    def _bytes(self, row: int) -> list[int]:
        start = row * self.width
        shown = list(self._body[start : start + self.width])
        for first, last in self._keys(start, start + len(shown)):
            shown[first - start : last - start] = [_MASKED] * (last - first)
        return shown

    def _keys(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of keys between two places; what is around is looked at, too."""
        if self._mask is None:
            return
        # Four bytes to a character at most; Latin-1 has one for each byte, so that places stay the same.
        before = max(0, start - 4 * LONGEST)
        around = self._body[before : end + 4 * LONGEST].decode("latin-1")
        for first, last in self._mask.spans(around):
            if before + last > start and before + first < end:
                yield max(before + first, start), min(before + last, end)


def _as_latin_1(key: str) -> str:
    """The key with a character for each of its bytes."""
    return key.encode("utf-8", "surrogatepass").decode("latin-1")
