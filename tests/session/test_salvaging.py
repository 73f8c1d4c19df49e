"""What a torn or damaged session still holds is saved, and what is lost is told by its numbers."""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.errors import NotASessionError, SessionError
from debugger.events import Recording, Transport
from debugger.query import parse
from debugger.session import schema
from debugger.session.marks import Mark
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from debugger.session.salvaging import Salvaged, salvage
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
PAGE = schema.PAGE_SIZE
SINGLES, BATCHES = 60, 20
CALLS = SINGLES + 3 * BATCHES + 1


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, post: Post) -> bytes:
    """A session of single calls that came in every way, batches and one call of a megabyte."""
    ways = list(Transport)
    writer = SessionWriter.open(tmp_path_factory.mktemp("whole") / "one.tdsession")
    for number in range(SINGLES):
        single = post({"type": "track", "event": f"One {number}", "n": "x" * 3000})
        request = replace(single.request, transport=ways[number % len(ways)])
        writer.append([replace(single, request=request)])
    for number in range(BATCHES):
        calls = [{"type": "track", "event": f"Batched {number}", "userId": "u"}] * 3
        writer.append([post({"batch": calls}, path="/v1/batch")])
    writer.append([post({"type": "track", "event": "Long", "n": "y" * 1_000_000})])
    writer.mark({3: Mark(starred=True, note="Look here")})
    writer.close(Ending.CLOSED)
    return writer.path.read_bytes()


def salvaged(content: bytes, folder: Path) -> tuple[Salvaged, list[StoredEvent]]:
    """How far it went, and all events of the new session, whose every number can be read."""
    damaged, output = folder / "damaged.tdsession", folder / "new.tdsession"
    damaged.write_bytes(content)
    output.unlink(missing_ok=True)
    *progress, last = salvage(damaged, output)
    assert [each.done for each in progress] == sorted(each.done for each in progress)
    assert damaged.read_bytes() == content
    assert output.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in folder.iterdir()) == ["damaged.tdsession", "new.tdsession"]
    with closing(SessionReader.open(output)) as reader:
        events = list(reader.events(1, reader.newest()))
        for event in events:
            reader.body(event.row.number)
        list(reader.matching(parse("x"), 1, reader.newest()))
        assert reader.about()["salvaged"] == last.sentence
    assert [event.row.number for event in events] == list(range(1, last.known + 1))
    lost = {number for first, end in last.lost for number in range(first, end + 1)}
    assert last.whole == last.known - len(lost)
    assert {event.row.number for event in events if "damaged here" in event.row.problem} <= lost
    return last, events


@pytest.fixture(scope="module")
def whole(recorded: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[StoredEvent]:
    """The events of the session before anything happened to it."""
    path = tmp_path_factory.mktemp("before") / "one.tdsession"
    path.write_bytes(recorded)
    with closing(SessionReader.open(path)) as reader:
        return list(reader.events(1, reader.newest()))


def test_a_whole_session_is_saved_whole(
    recorded: bytes, whole: list[StoredEvent], tmp_path: Path
) -> None:
    last, events = salvaged(recorded, tmp_path)
    assert last.sentence == f"All {CALLS} calls were saved."
    assert events == whole


@pytest.mark.parametrize("kept", [0.95, 0.8, 0.6, 0.4, 0.2])
def test_a_file_that_lost_its_end(
    recorded: bytes, whole: list[StoredEvent], tmp_path: Path, kept: float
) -> None:
    last, events = salvaged(recorded[: int(len(recorded) * kept)], tmp_path)
    assert 0 < last.whole < CALLS
    assert last.expected > last.known
    assert f"{last.whole:,} of about {last.expected:,} calls were saved" in last.sentence
    lost = {number for first, end in last.lost for number in range(first, end + 1)}
    kept_whole = [event for event in events if event.row.number not in lost]
    assert [event.payload for event in kept_whole] == [
        whole[event.row.number - 1].payload for event in kept_whole
    ]


def test_every_page_may_be_gone(recorded: bytes, tmp_path: Path) -> None:
    """Also the first one, with all that says where the tables are: its rows are found all the same."""
    least = CALLS
    for page in range(len(recorded) // PAGE):
        gone = recorded[: page * PAGE] + bytes(PAGE) + recorded[(page + 1) * PAGE :]
        last, _ = salvaged(gone, tmp_path)
        least = min(least, last.whole)
        assert last.known == last.expected == CALLS
    assert least > CALLS - 3 * 20


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32), flips=st.sampled_from([1, 10, 100, 1000]))
def test_bits_that_turned(
    recorded: bytes, tmp_path_factory: pytest.TempPathFactory, seed: int, flips: int
) -> None:
    content, chance = bytearray(recorded), random.Random(seed)  # noqa: S311
    for _ in range(flips):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    last, _ = salvaged(bytes(content), tmp_path_factory.mktemp("turned"))
    assert last.whole > CALLS // 3


def test_the_log_of_a_crash_is_taken_in_as_far_as_it_is_whole(path: Path, post: Post) -> None:
    child = os.fork()
    if not child:
        writer = SessionWriter.open(path)
        for number in range(8):
            writer.append([post({"type": "track", "event": f"E {number}", "n": "x" * 9000})])
        os._exit(0)
    os.waitpid(child, 0)
    log = path.with_name(path.name + "-wal")
    content = log.read_bytes()
    log.write_bytes(content[: int(len(content) * 0.6)])
    *_, last = salvage(path, path.with_name("new.tdsession"))
    assert 1 < last.whole < 8
    assert not last.lost


def test_a_number_far_off_costs_no_room(recorded: bytes, tmp_path: Path) -> None:
    """A rowid that was damaged into trillions must not make as many places."""
    content = bytearray(recorded)
    for page in range(1, len(content) // PAGE):
        start = page * PAGE
        if content[start] == 0x0D:
            (cell,) = struct.unpack_from(">H", content, start + 8)
            content[start + cell + 1 : start + cell + 9] = b"\x9f" * 8
    last, _ = salvaged(bytes(content), tmp_path)
    assert last.known <= CALLS + 2000


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"text\n" * 9999, bytes(PAGE * 4)])
def test_nothing_of_a_session(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tdsession").write_bytes(content)
    with pytest.raises(NotASessionError, match="Nothing of a session"):
        list(salvage(tmp_path / "a.tdsession", tmp_path / "new.tdsession"))
    assert [each.name for each in tmp_path.iterdir()] == ["a.tdsession"]


def test_nothing_is_written_over(recorded: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.tdsession").write_bytes(recorded)
    with pytest.raises(SessionError, match="there already"):
        list(salvage(tmp_path / "a.tdsession", tmp_path / "a.tdsession"))
    with pytest.raises(SessionError):
        list(salvage(tmp_path / "none.tdsession", tmp_path / "new.tdsession"))


def torn(recorded: bytes) -> bytes:
    """The session with every seventh page gone."""
    return b"".join(
        bytes(PAGE) if page % 7 == 6 else recorded[page * PAGE : (page + 1) * PAGE]
        for page in range(len(recorded) // PAGE)
    )


def test_it_tells_how_far_it_is_while_it_mends(recorded: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.tdsession").write_bytes(torn(recorded))
    steps = [each.done for each in salvage(tmp_path / "a.tdsession", tmp_path / "new.tdsession")]
    mending = {done for done in steps if 0.5 < done < 1}
    assert len(mending) >= 12
    assert steps == sorted(steps)
    assert max(after - before for before, after in pairwise(steps)) < 0.2


def test_stopped_at_any_step_it_leaves_nothing(recorded: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.tdsession").write_bytes(torn(recorded))
    taken = 0
    while True:
        steps = salvage(tmp_path / "a.tdsession", tmp_path / "new.tdsession")
        taken += 1
        if list(islice(steps, taken))[-1].done == 1:
            break
        steps.close()
        assert [each.name for each in tmp_path.iterdir()] == ["a.tdsession"]
    assert taken > 20


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (Salvaged(done=1, whole=1, known=1, expected=1), "The one call was saved."),
        (
            Salvaged(done=1, whole=1220, known=1300, expected=1400, lost=((311, 390),)),
            "1,220 of about 1,400 calls were saved; calls 311 to 390 cannot be read.",
        ),
        (
            Salvaged(done=1, whole=9, known=10, expected=10, lost=((7, 7),)),
            "9 of 10 calls were saved; call 7 cannot be read.",
        ),
    ],
)
def test_words(result: Salvaged, sentence: str) -> None:
    assert result.sentence == sentence
