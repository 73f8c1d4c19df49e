"""What is named to be imported: files, and all files below a folder, each read by the importer it is for."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from debugger.errors import ImportFileError, TrackDebuggerError
from debugger.importers.formats import HEAD, importer_of
from debugger.importers.imported import Input, Item, PassedOver, Unread

_GZIP = b"\x1f\x8b"
_NOT_TEXT = {
    b"PK\x03\x04": "it is an archive: unpack it first",
    b"\xff\xfe": "its text is UTF-16: save it as UTF-8",
    b"\xfe\xff": "its text is UTF-16: save it as UTF-8",
    b"\x89PNG": "it is a picture",
    b"%PDF": "it is a PDF file",
    b"\x80\x04\x95": "it is a pickle of Python, which could run code",
    b"PAR1": "it is a Parquet file, which holds no exact payloads",
}


NAMES = frozenset({".json", ".ndjson", ".jsonl", ".har", ".log", ".txt", ".tdsession"})
"""How the names of the files end that are taken from a folder, `.gz` after it or not."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was read, with how far the reading is."""

    item: Item
    done: float
    """The share of all bytes, from 0 to 1."""


def gathered(paths: Iterable[Path], *, now: int) -> Iterator[Step]:
    """The items of all these files and folders, file by file; `now` as in `Input`.

    A file that cannot be read, or not to its end, is an `Unread` among the others. Raises `ImportFileError`
    where one of `paths` itself cannot be opened, before anything is read.
    """
    found = [each for root in paths for each in _files(root)]
    total = max(1, sum(_size(path) for path, _ in found))
    before = 0
    for path, label in found:
        if path.is_dir():
            yield from (Step(each, before / total) for each in _others_in(path, label))
            continue
        with _opened(path) as file:
            for item in items(Input(name=label, file=file, now=now, path=path)):
                yield Step(item, min(1.0, (before + file.tell()) / total))
        before += _size(path)


def items(given: Input) -> Iterator[Item]:
    """The items of one file, by the importer that its first bytes tell.

    Never raises for what is in it: where reading ends early, the last item is an `Unread`.
    """
    try:
        if _head(given.file).startswith(_GZIP):
            yield from _inflated(given)
        else:
            yield from _of_its_kind(given)
    except TrackDebuggerError as error:
        yield Unread(place=given.name, reason=str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield Unread(place=given.name, reason=f"it cannot be read further: {error}")


def _inflated(given: Input) -> Iterator[Item]:
    with gzip.GzipFile(fileobj=given.file) as inflated, BufferedReader(inflated) as file:
        yield from _of_its_kind(Input(name=given.name, file=file, now=given.now))


def _of_its_kind(given: Input) -> Iterator[Item]:
    head = _head(given.file)
    reason = next((why for magic, why in _NOT_TEXT.items() if head.startswith(magic)), "")
    importer = importer_of(head)
    if not head.strip():
        yield Unread(place=given.name, reason="it is empty")
    elif reason or importer is None:
        yield Unread(place=given.name, reason=reason or "it is neither text nor a session")
    else:
        yield from importer.read(given)


def _head(file: BufferedReader[Any]) -> bytes:
    return file.peek(HEAD)[:HEAD]


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """The files to read with their labels, and each folder, of which the other files are counted."""
    if not root.is_dir():
        _opened(root).close()
        yield root, root.name
        return
    for name, folders, names in os.walk(root):
        folder = Path(name)
        label = folder.relative_to(root.parent)
        folders.sort()
        for each in sorted(names):
            if _is_wanted(each) and (folder / each).is_file():
                yield folder / each, str(label / each)
        yield folder, str(label)


def _others_in(folder: Path, label: str) -> Iterator[Item]:
    others = sum(each.is_file() and not _is_wanted(each.name) for each in folder.iterdir())
    if others:
        yield PassedOver(place=label, count=others, what="files that are not JSON by their names")


def _is_wanted(name: str) -> bool:
    return Path(name.lower().removesuffix(".gz")).suffix in NAMES


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportFileError(
            f"{path} cannot be read: {error.strerror or error}.", "Check its name and its rights."
        ) from error
