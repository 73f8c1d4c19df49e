"""What is known of the sessions of a folder, and which of them a rule would have go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from debugger.events import Recording
from debugger.session.library import Entry, Keeping, State, entries, entry, to_go
from debugger.session.marks import Mark
from debugger.session.words import length_words, size_words
from debugger.session.writer import Ending, SessionWriter
from tests.session.test_connecting import altered
from tests.session.test_migration import made_old

Post = Callable[..., Recording]
DAY = 86_400.0


@pytest.fixture
def folder(tmp_path: Path, post: Post) -> Path:
    """A session in each state."""
    for name, ending in (
        ("ended", Ending.CLOSED),
        ("left", Ending.ORPHANED),
        ("old", Ending.CLOSED),
    ):
        writer = SessionWriter.open(tmp_path / f"{name}.tdsession")
        context = {"library": {"name": "analytics.js", "version": "2.11.1"}}
        calls = [
            {"type": "track", "event": "A b", "userId": "u", "context": context},
            {"type": "track"},
        ]
        writer.append([post(call, received_at=1_700_000_000_000_000) for call in calls])
        writer.mark({1: Mark(starred=True)} if name == "left" else {})
        writer.close(ending)
    made_old(tmp_path / "old.tdsession")
    content = (tmp_path / "ended.tdsession").read_bytes()
    (tmp_path / "torn.tdsession").write_bytes(content[:40_000])
    (tmp_path / "newer.tdsession").write_bytes(content)
    altered(tmp_path / "newer.tdsession", "PRAGMA user_version = 99")
    (tmp_path / "text.tdsession").write_text("no session, but long enough to be looked at" * 9)
    return tmp_path


def test_each_is_told_with_its_state(folder: Path) -> None:
    writer = SessionWriter.open(folder / "now.tdsession")
    found = {each.path.stem: each for each in entries(folder)}
    writer.close(Ending.CLOSED)
    assert {name: each.state for name, each in found.items()} == {
        "ended": State.ENDED,
        "left": State.LEFT,
        "old": State.ENDED,
        "torn": State.DAMAGED,
        "newer": State.NEWER,
        "text": State.UNREADABLE,
        "now": State.RECORDING,
    }
    assert [name for name, each in found.items() if each.is_older] == ["old"]
    assert [name for name, each in found.items() if each.trouble] == ["newer", "text", "torn"]
    left = found["left"]
    assert (left.counts.events, left.counts.errors, left.marked) == (2, 1, 1)
    assert left.apps[0] == "analytics.js 2.11.1"
    assert left.last_at == 1_700_000_000_000_000
    assert left.size == left.path.stat().st_size
    assert found["now"].size > found["now"].path.stat().st_size  # with the log beside it


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        entry(tmp_path / "none.tdsession")
    assert list(entries(tmp_path / "nowhere")) == []


def aged(*days: float) -> list[Entry]:
    """Sessions of 100 bytes that changed so many days before day 1,000, named by their place."""
    return [
        Entry(path=Path(str(place)), size=100, state=State.ENDED, modified_at=(1000 - ago) * DAY)
        for place, ago in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("keeping", "gone"),
    [
        (Keeping(), ""),
        (Keeping(newest=2), "30"),
        (Keeping(newest=0), "3021"),
        (Keeping(days=6), "30"),
        (Keeping(days=100), ""),
        (Keeping(size=350), "3"),
        (Keeping(size=350, newest=1), "302"),
    ],
)
def test_a_rule_has_the_oldest_go(keeping: Keeping, gone: str) -> None:
    assert "".join(str(each.path) for each in to_go(aged(7, 1, 5, 9), keeping, 1000 * DAY)) == gone
    assert keeping.keeps_all == (keeping == Keeping())


def test_what_is_recorded_damaged_or_marked_stays() -> None:
    (one,) = aged(9)
    kept = [
        replace(one, state=State.RECORDING),
        replace(one, state=State.DAMAGED),
        replace(one, state=State.NEWER),
        replace(one, marked=1),
    ]
    assert to_go([one, *kept], Keeping(newest=0), 1000 * DAY) == [one]


def test_words() -> None:
    assert [size_words(size) for size in (1, 812, 14_200, 3_100_000, 999_999, 7 * 10**9)] == [
        "1 byte",
        "812 bytes",
        "14.2 kB",
        "3.1 MB",
        "1.0 MB",
        "7.0 GB",
    ]
    seconds = (41, 720, 11_100, 187_200)
    assert [length_words(each * 1_000_000) for each in seconds] == [
        "41 s",
        "12 min",
        "3 h 05 min",
        "2 d 4 h",
    ]
