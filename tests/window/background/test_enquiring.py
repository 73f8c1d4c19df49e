"""Asking about a session in a thread: one question at a time, in parts, and nothing heard of what was left."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from debugger.errors import SessionError
from debugger.window.background.enquiring import Enquiry
from tests.window.app_under_test import PATIENCE


class Book:
    """Something that is open, and says in which thread that happened."""

    def __init__(self, path: Path) -> None:
        if path.name == "torn":
            raise SessionError("It is torn.")
        self.path = path
        self.opened_in = threading.get_native_id()
        self.closed_in = 0

    def close(self) -> None:
        """Notes the thread."""
        self.closed_in = threading.get_native_id()


class Library:
    """Opens books and reads from them, page by page; the gate lets each page pass."""

    def __init__(self) -> None:
        self.books: list[Book] = []
        self.gate = threading.Semaphore(0)

    def open(self, path: Path) -> Book:
        """Another book."""
        self.books.append(Book(path))
        return self.books[-1]

    def read(self, book: Book, pages: int) -> Generator[str | None, None, None]:
        """One text a page, and a step that tells nothing."""
        yield None
        for page in range(pages):
            assert self.gate.acquire(timeout=PATIENCE / 1000)
            yield f"{book.path.name} {page}"


class Heard(QObject):
    """What came of an enquiry, in order."""

    def __init__(self, enquiry: Enquiry[Book, int]) -> None:
        super().__init__()
        self.said: list[str] = []
        enquiry.told.connect(self.said.append)
        enquiry.failed.connect(lambda error: self.said.append(error.message))
        enquiry.done.connect(lambda: self.said.append("done"))


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def enquiry(library: Library, qapp: QObject) -> Iterator[Enquiry[Book, int]]:
    made = Enquiry(library.open, library.read, qapp)
    yield made
    library.gate.release(100)
    made.close()
    assert not [each for each in made.findChildren(QThread) if each.isRunning()]


def test_parts_are_told_as_they_are_found(
    enquiry: Enquiry[Book, int], library: Library, qtbot: QtBot
) -> None:
    heard = Heard(enquiry)
    enquiry.ask(Path("a"), 2)
    assert enquiry.is_under_way
    library.gate.release()
    qtbot.waitUntil(lambda: heard.said == ["a 0"], timeout=PATIENCE)
    library.gate.release()
    qtbot.waitUntil(lambda: heard.said == ["a 0", "a 1", "done"], timeout=PATIENCE)
    assert not enquiry.is_under_way


def test_the_file_stays_open_and_belongs_to_the_thread(
    enquiry: Enquiry[Book, int], library: Library, qtbot: QtBot
) -> None:
    heard = Heard(enquiry)
    for path in ("a", "a", "b"):
        enquiry.ask(Path(path), 0)
    qtbot.waitUntil(lambda: heard.said == ["done"] * 3, timeout=PATIENCE)
    enquiry.close()
    assert [book.path.name for book in library.books] == ["a", "b"]
    assert all(book.closed_in == book.opened_in for book in library.books)
    assert threading.get_native_id() not in {book.opened_in for book in library.books}


def test_nothing_is_heard_of_what_was_left(
    enquiry: Enquiry[Book, int], library: Library, qtbot: QtBot
) -> None:
    heard = Heard(enquiry)
    enquiry.ask(Path("a"), 100)
    library.gate.release()
    qtbot.waitUntil(lambda: heard.said == ["a 0"], timeout=PATIENCE)
    enquiry.leave()
    assert not enquiry.is_under_way
    library.gate.release(3)
    enquiry.ask(Path("b"), 1)
    qtbot.waitUntil(lambda: "done" in heard.said, timeout=PATIENCE)
    assert heard.said == ["a 0", "b 0", "done"]


def test_what_cannot_be_read_is_told_and_the_next_is_answered(
    enquiry: Enquiry[Book, int], qtbot: QtBot
) -> None:
    heard = Heard(enquiry)
    enquiry.ask(Path("torn"), 1)
    enquiry.ask(Path("a"), 0)
    qtbot.waitUntil(lambda: heard.said == ["It is torn.", "done", "done"], timeout=PATIENCE)


def test_it_is_time_to_ask_once_nothing_is_under_way(
    enquiry: Enquiry[Book, int], library: Library, qtbot: QtBot
) -> None:
    asked: list[int] = []

    def ask() -> None:
        asked.append(len(asked))
        enquiry.ask(Path("a"), 1)

    heard = Heard(enquiry)
    enquiry.due.connect(ask)
    enquiry.want()
    enquiry.want()
    qtbot.waitUntil(lambda: asked == [0], timeout=PATIENCE)
    enquiry.want(at_once=True)
    library.gate.release()
    qtbot.waitUntil(lambda: asked == [0, 1], timeout=PATIENCE)
    assert heard.said == ["a 0", "done"]
    library.gate.release()
    qtbot.waitUntil(lambda: heard.said == ["a 0", "done"] * 2, timeout=PATIENCE)
    assert asked == [0, 1]


def test_who_rests_waits_for_no_step_and_lets_go_of_the_file(
    enquiry: Enquiry[Book, int], library: Library, qtbot: QtBot
) -> None:
    heard = Heard(enquiry)
    enquiry.ask(Path("a"), 1)
    qtbot.waitUntil(lambda: bool(library.books), timeout=PATIENCE)
    enquiry.rest()  # while the first page is waited for
    library.gate.release()
    qtbot.waitUntil(lambda: bool(library.books[0].closed_in), timeout=PATIENCE)
    enquiry.ask(Path("a"), 0)
    qtbot.waitUntil(lambda: heard.said == ["done"], timeout=PATIENCE)
    assert len(library.books) == 2
