"""Saves what a damaged session still holds into a new one: page by page, the damaged file is only read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from debugger.errors import NotASessionError, SessionError
from debugger.session import connecting, schema
from debugger.session.columns import EVENT_COLUMNS, REQUEST_COLUMNS
from debugger.session.faults import explained
from debugger.session.leaf_rows import LeafPages, Value, free_pages, page_size_of
from debugger.session.mending import Mended, mend
from debugger.session.writer import Ending

_PAGES_AT_ONCE = 64
"""Pages between two words of progress."""
_OF_PAGES = 0.5
"""The part of the work that is done when all pages are read; the rest is mending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """How far it went."""

    done: float
    """The part of the work from 0 to 1 that is done; the rest says nothing before 1."""
    whole: int = 0
    """Calls that are saved whole."""
    known: int = 0
    """Calls of which the file tells in some way."""
    expected: int = 0
    """How many there were in all, as far as that can be told: about so many, where it is more than `known`."""
    lost: tuple[tuple[int, int], ...] = ()
    """First and last number of each run of calls that cannot be read, wholly or in part."""

    @property
    def sentence(self) -> str:
        """`1,204 of about 1,300 calls were saved; calls 311 to 390 cannot be read.`"""
        about = "about " if self.expected > self.known else ""
        of = max(self.expected, self.known)
        calls = "call" if of == 1 else "calls"
        if not self.lost and not about:
            return f"All {of:,} {calls} were saved." if of != 1 else "The one call was saved."
        runs = [f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in self.lost[:_MOST_RUNS]]
        more = len(self.lost) - len(runs)
        listed = ", ".join(runs) + (f" and {more:,} other runs" if more else "")
        alone = len(self.lost) == 1 and self.lost[0][0] == self.lost[0][1]
        tail = f"; {'call' if alone else 'calls'} {listed} cannot be read" if runs else ""
        return f"{self.whole:,} of {about}{of:,} {calls} were saved{tail}."


_MOST_RUNS = 12

_TABLES_BY_LENGTH = {EVENT_COLUMNS: "events", REQUEST_COLUMNS: "requests"}
_TABLES_BY_TYPES: dict[tuple[type, ...], str] = {
    (bytes, str): "payloads",
    (int, str, str): "marks",
    (str, str, str): "sources",
}


_NEARLY = 0.999
"""What is said of mending before the last word."""


def salvage(damaged: Path, output: Path) -> Generator[Salvaged]:
    """Writes what `damaged` holds to a new session at `output`; the last that it yields says how far it went.

    Closed before its end, there is no `output`. Raises `NotASessionError` where nothing in the file is
    ours, and `SessionError` where it cannot be read or `output` is there already.
    """
    if output.exists():
        raise SessionError(f"{output} is there already.", "Choose a name that is free.")
    with explained(output), _scratch(output.parent) as folder:
        copy = Path(folder) / "copy"
        with explained(damaged):
            _copy(damaged, copy)
        _take_in_the_log(copy)
        with connecting.new_beside(output) as (temporary, connection):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            yield from _salvaged(copy, connection, damaged)
            connection.execute("COMMIT")
            connection.close()
            temporary.rename(output)


def _scratch(folder: Path) -> TemporaryDirectory[str]:
    """A folder that `folder.sweep` knows for ours, should this process be killed."""
    return TemporaryDirectory(prefix=f".salvage.{os.getpid()}.", dir=folder)


def _copy(damaged: Path, copy: Path) -> None:
    if not damaged.is_file():
        raise NotASessionError(f"{damaged} is not a file.", "Name a session (*.tdsession).")
    shutil.copyfile(damaged, copy)
    log = damaged.with_name(damaged.name + "-wal")
    if log.is_file():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))


def _take_in_the_log(copy: Path) -> None:
    """Puts what is whole of the write-ahead log into the copy, where SQLite still takes the file for its own."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(copy, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA writable_schema = ON")  # or a file that lost its end is refused
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _salvaged(copy: Path, new: sqlite3.Connection, damaged: Path) -> Iterator[Salvaged]:
    size = page_size_of(copy, schema.PAGE_SIZE)
    free = free_pages(copy, size)
    with copy.open("rb") as file:
        pages = LeafPages(file, page_size=size)
        for page in range(1, pages.count + 1):
            if page not in free:
                for row in pages.rows(page):
                    if row is not None:
                        _keep(new, *row)
            if page % _PAGES_AT_ONCE == 0:
                yield Salvaged(done=_OF_PAGES * page / pages.count)
        share = _share_of_pages(copy, pages.count)
    _keep_rest(copy, new)
    mended = Mended()
    for mended in mend(new):
        yield Salvaged(done=_OF_PAGES + (1 - _OF_PAGES) * min(mended.done, _NEARLY))
    if not mended.known:
        raise NotASessionError(
            f"Nothing of a session could be found in {damaged}.",
            "It may be a file of another kind.",
        )
    notes = {"ended": Ending.CLOSED.value, "ended_at": None, "writer": None}
    notes["salvaged_from"] = damaged.name
    expected = mended.known if share >= 1 else round(mended.known / max(share, 0.01))
    done = Salvaged(
        done=1, whole=mended.whole, known=mended.known, expected=expected, lost=mended.lost
    )
    notes["salvaged"] = done.sentence
    new.executemany("INSERT OR REPLACE INTO session VALUES (?, ?)", notes.items())
    yield done


def _share_of_pages(copy: Path, there: int) -> float:
    """How much of the file there is, as its header says; 1 for all of it."""
    with copy.open("rb") as file:
        header = file.read(100)
    counted = (
        header[24:28] == header[92:96]
    )  # else the number is not one to go by (file format, 1.3.7)
    pages = int.from_bytes(header[28:32], "big") if counted and len(header) == 100 else there
    return there / pages if 0 < there < pages else 1.0


def _keep(new: sqlite3.Connection, rowid: int, values: tuple[Value, ...]) -> None:
    """Puts a row into the table that it can be of; it is left out where its values are of other types."""
    table = _table_of(values)
    if table is None or not 0 < rowid < 2**53:
        return
    places = ", ".join("?" * len(values))
    with suppress(sqlite3.Error, UnicodeEncodeError, OverflowError):
        new.execute(
            f"INSERT OR IGNORE INTO {table} VALUES ({places})",  # noqa: S608 - a name of ours
            (rowid, *values[1:]),
        )


def _table_of(values: tuple[Value, ...]) -> str | None:
    """By how many values there are, and of which types; the key is the rowid, and NULL in the record."""
    if not values or values[0] is not None:
        return None
    if len(values) in _TABLES_BY_LENGTH:
        return _TABLES_BY_LENGTH[len(values)]
    return _TABLES_BY_TYPES.get(tuple(map(type, values[1:])))


def _keep_rest(copy: Path, new: sqlite3.Connection) -> None:
    """Takes along what stands in no leaf of a table, as far as SQLite still reads it."""
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=rw", uri=True)) as old:
        for table, columns in (("session", 2), ("source_labels", 4)):
            with suppress(sqlite3.Error):
                old.execute("PRAGMA trusted_schema = OFF")
                old.execute("PRAGMA writable_schema = ON")
                places = ", ".join("?" * columns)
                for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608 - a name of ours
                    with suppress(sqlite3.Error):
                        new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)  # noqa: S608
