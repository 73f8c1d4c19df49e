"""Cuts a text into the JSON documents that stand in it, a line each or spread over many, or in one array.

Nothing is left out: what is no JSON comes as a document too, as far as its line goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

LONGEST = 64 * 1024 * 1024
"""Bytes of one document; a longer one is no payload, and would fill the memory."""

_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*+("?)|[][{}]')
_BLANK = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class Document:
    """The exact bytes of one document, without the white space around it."""

    line: int
    """Where it starts, from 1."""
    text: bytes


@dataclass(slots=True)
class _Open:
    """A document that has started and has not ended yet."""

    line: int
    pieces: list[bytes] = field(default_factory=list)
    brackets: bytearray = field(default_factory=bytearray)
    """Those that are open, the innermost last."""
    size: int = 0

    def add(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self.size += len(piece)

    def meet(self, token: bytes) -> bool:
        """Whether the document is over with this token."""
        if token in b"{[":
            self.brackets += token
        elif token in b"}]":
            del self.brackets[-1:]
        return not self.brackets

    def document(self) -> Document:
        return Document(self.line, b"".join(self.pieces).strip(_BLANK))

    def takes_an_object(self) -> bool:
        """Whether JSON lets an object come next: as a value, or as an element."""
        text = next((piece for piece in reversed(self.pieces) if piece.strip(_BLANK)), b"")
        last = text.rstrip(_BLANK)[-1:]
        return last == b":" or (self.brackets[-1:] == b"[" and last in b"[,")


class TooLongError(Exception):
    """A document is longer than `LONGEST`; it starts in line `line`."""

    def __init__(self, line: int) -> None:
        super().__init__(f"the document that starts in line {line} is too long")
        self.line = line


def documents(lines: Iterable[bytes]) -> Iterator[Document]:
    """The documents in these lines, in order; the elements of an array count singly.

    Raises `TooLongError`.
    """
    cutter = _Cutter()
    for number, line in enumerate(lines, 1):
        yield from cutter.take(number, line)
    yield from cutter.end()


class _Cutter:
    """Reads line by line; `in_array` while the document is an array whose elements are wanted."""

    def __init__(self) -> None:
        self._in_array = False
        self._open: _Open | None = None

    def take(self, number: int, line: bytes) -> Iterator[Document]:
        """The documents that end in this line."""
        opened = self._open
        if opened is not None and line.startswith(b"{") and not opened.takes_an_object():
            yield self._given_up(opened)
        if self._open is None and not self._in_array and _is_whole(line):
            yield Document(number, line.strip(_BLANK))
        else:
            yield from self._walk(number, line)

    def end(self) -> Iterator[Document]:
        """What the text ends in the middle of."""
        if self._open is not None:
            yield self._given_up(self._open)

    def _walk(self, number: int, line: bytes) -> Iterator[Document]:
        """Bracket by bracket. A string that its line ends in breaks a document: JSON has no such."""
        start = 0
        is_cut = False
        for found in _TOKEN.finditer(line):
            token = found[0]
            is_cut = token.startswith(b'"') and not found[1]
            opened = self._open
            if opened is None:
                if token.startswith(b'"'):
                    continue
                yield from self._scalars(number, line[start : found.start()])
                start = found.start()
                if self._of_the_array(token):
                    start = found.end()
                    continue
                opened = self._open = _Open(number)
            if not token.startswith(b'"') and opened.meet(token):
                opened.add(line[start : found.end()])
                yield opened.document()
                self._open, start = None, found.end()
        yield from self._rest(number, line[start:])
        if is_cut and self._open is not None and self._open.line == number:
            yield self._given_up(self._open)

    def _of_the_array(self, bracket: bytes) -> bool:
        """Whether a bracket outside of all documents begins or ends the array that they stand in."""
        ends = self._in_array and bracket == b"]"
        begins = not self._in_array and bracket == b"["
        if ends or begins:
            self._in_array = begins
        return ends or begins

    def _rest(self, number: int, rest: bytes) -> Iterator[Document]:
        if self._open is None:
            yield from self._scalars(number, rest)
            return
        self._open.add(rest)
        if self._open.size > LONGEST:
            raise TooLongError(self._open.line)

    def _scalars(self, number: int, text: bytes) -> Iterator[Document]:
        """What stands between documents: nothing, a comma, or something that is none."""
        if bare := text.strip(_BLANK + b"," if self._in_array else _BLANK):
            yield Document(number, bare)

    def _given_up(self, opened: _Open) -> Document:
        """An unfinished document as far as it goes."""
        self._open = None
        return opened.document()


def _is_whole(line: bytes) -> bool:
    """Whether a line is one JSON object and nothing else."""
    text = line.strip(_BLANK)
    if not (text.startswith(b"{") and text.endswith(b"}")):
        return False
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return False
    return True
