"""Rows read from the pages of an SQLite file one by one, so that a damaged page costs no more than its own rows.

https://sqlite.org/fileformat2.html; nothing is taken on trust but that a page which says that it is a leaf
of a table may be one.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

Value = int | float | str | bytes | None

_TABLE_LEAF = 0x0D
_HEADER = 100
"""Bytes of the file's header, before the first page's own."""
_LARGEST_PAGE = 65_536
_INTEGER_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes by serial type."""
_LONGEST_CHAIN = 128 * 1024 * 1024
_MOST_COLUMNS = 32


class Unreadable(Exception):  # noqa: N818 - no fault of ours
    """A row that is not whole."""


class LeafPages:
    """The pages of a file; those that hold rows of tables are read in the order of the file."""

    def __init__(self, file: BinaryIO, *, page_size: int) -> None:
        self._file = file
        self.page_size = page_size
        self.count = os.fstat(file.fileno()).st_size // page_size
        """Whole pages that are there."""
        self._used = bytearray(self.count + 1)
        """Pages that rows have spilt over onto: each belongs to one row alone."""

    def rows(self, page: int) -> Iterator[tuple[int, tuple[Value, ...]] | None]:
        """The rows of a page (from 1) with their rowids; None for one that cannot be read.

        There are none where the page is no leaf of a table.
        """
        content = self._read(page)
        start = _HEADER if page == 1 else 0
        if content is None or content[start] != _TABLE_LEAF:
            return
        (cells,) = struct.unpack_from(">H", content, start + 3)
        for cell in range(min(cells, (self.page_size - start - 8) // 2)):
            try:
                yield self._row(content, start + 8 + 2 * cell)
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                yield None

    def _row(self, content: bytes, pointer: int) -> tuple[int, tuple[Value, ...]]:
        (at,) = struct.unpack_from(">H", content, pointer)
        size, at = _varint(content, at)
        rowid, at = _varint(content, at)
        return _signed(rowid), _record(self._payload(content, at, size))

    def _payload(self, content: bytes, at: int, size: int) -> bytes:
        """The record, with what did not fit into the page (file format, 1.6)."""
        if size > _LONGEST_CHAIN or size > self.count * self.page_size:
            raise Unreadable
        most = self.page_size - 35
        if size <= most:
            return _taken(content, at, size)
        least = (self.page_size - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.page_size - 4)
        local = local if local <= most else least
        pieces = [_taken(content, at, local)]
        (following,) = struct.unpack_from(">I", content, at + local)
        rest = size - local
        while rest:
            page = self._overflow(following)
            (following,) = struct.unpack_from(">I", page)
            pieces.append(page[4 : 4 + rest])
            rest -= len(pieces[-1])
        return b"".join(pieces)

    def _overflow(self, page: int) -> bytes:
        if not 1 < page <= self.count or self._used[page]:
            raise Unreadable
        self._used[page] = 1
        content = self._read(page)
        if content is None:
            raise Unreadable
        return content

    def _read(self, page: int) -> bytes | None:
        self._file.seek((page - 1) * self.page_size)
        content = self._file.read(self.page_size)
        return content if len(content) == self.page_size else None


def free_pages(path: Path, page_size: int) -> set[int]:
    """The pages that the file holds for later, in which old rows may still stand; those found before damage."""
    free: set[int] = set()
    with path.open("rb") as file:
        pages = path.stat().st_size // page_size
        file.seek(32)
        (trunk,) = struct.unpack(">I", file.read(4).ljust(4, b"\0"))
        while 1 < trunk <= pages and trunk not in free:
            free.add(trunk)
            file.seek((trunk - 1) * page_size)
            content = file.read(page_size)
            trunk, count = struct.unpack_from(">II", content)
            most = min(count, page_size // 4 - 2)
            free.update(struct.unpack_from(f">{most}I", content, 8))
    return free


def page_size_of(path: Path, ordinary: int) -> int:
    """The page size that the header says, or the ordinary one where it says nonsense."""
    with path.open("rb") as file:
        header = file.read(18).ljust(18, b"\0")
    (said,) = struct.unpack_from(">H", header, 16)
    size = _LARGEST_PAGE if said == 1 else int(said)
    return size if size >= 512 and size & (size - 1) == 0 else ordinary


def _taken(content: bytes, at: int, size: int) -> bytes:
    if at + size > len(content):
        raise Unreadable
    return content[at : at + size]


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = content[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _record(payload: bytes) -> tuple[Value, ...]:
    """The values of a record (file format, 2.1). Raises `Unreadable` where it is none."""
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS:
            raise Unreadable
    values: list[Value] = []
    for kind in kinds:
        size = _INTEGER_SIZES[kind] if kind in _INTEGER_SIZES else (kind - 12) // 2
        if kind in {10, 11}:
            raise Unreadable
        values.append(_value(kind, _taken(payload, at, size)))
        at += size
    if at != len(payload):
        raise Unreadable
    return tuple(values)


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(content, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", content)[0])
    if kind < 10:
        return kind - 8
    return content if kind % 2 == 0 else content.decode()
