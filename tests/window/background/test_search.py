"""What arrives while a long search is on is found between two of its steps, not at its end."""

from __future__ import annotations

from pathlib import Path

from debugger.query import parse
from debugger.session.writer import Ending, SessionWriter
from debugger.window.background.search import Found, Search, _Worker
from tests.session.conftest import Post, post

__all__ = ["post"]

OLD, NEW = 3_000, 100


def search(path: Path, first: int, last: int, *, live: bool) -> Search:
    return Search(
        generation=0, path=path, query=parse("Walk"), of=None, first=first, last=last, live=live
    )


def test_what_arrives_is_found_before_a_search_of_the_old_ends(tmp_path: Path, post: Post) -> None:
    path = tmp_path / "one.tdsession"
    call = {"type": "track", "userId": "u-1", "event": "Walk Booked"}
    writer = SessionWriter.open(path)
    writer.append([post({"batch": [call] * 100}, "/v1/batch")] * ((OLD + NEW) // 100))
    writer.close(Ending.CLOSED)
    worker = _Worker()
    told: list[Found] = []
    worker.found.connect(told.append)
    worker.arrived.append(search(path, OLD + 1, OLD + NEW, live=True))
    worker.run(search(path, 1, OLD, live=False))
    worker.close()
    (live,) = [place for place, found in enumerate(told) if found.search.live]
    assert live < len(told) - 1
    assert list(told[live].hits) == list(range(OLD + 1, OLD + NEW + 1))
    old = [number for found in reversed(told) if not found.search.live for number in found.hits]
    assert old == list(range(1, OLD + 1))
    assert not worker.arrived
