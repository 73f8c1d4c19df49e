"""Whatever goes wrong with one arrival, it is stored or its sender is told that it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from debugger.errors import NotASessionError
from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from debugger.session.writer import Ending
from debugger.sink.limits import Limits
from debugger.sink.recorder import Outcome, Reading, Recorder, judge
from tests.sink.conftest import Told


def arrival(body: bytes) -> Arrival:
    return Arrival(
        received_at=1_000_000,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/track?writeKey=wk_a1b2c3d43f",
        headers=(),
        body=body,
        client="127.0.0.1:50000",
    )


def recorded(
    path: Path, bodies: list[bytes], told: Told, *, reading: Callable[[Arrival], Reading] = judge
) -> list[Outcome]:
    """What became of `bodies`, all sent at once."""

    async def send() -> list[Outcome]:
        futures = [await recorder.submit(arrival(body)) for body in bodies]
        return list(await asyncio.gather(*futures))

    recorder = Recorder(path, report=told, limits=Limits(), reading=reading)
    recorder.start()
    try:
        return asyncio.run(send())
    finally:
        recorder.close(Ending.CLOSED)


def events(path: Path) -> list[StoredEvent]:
    with closing(SessionReader.open(path)) as reader:
        return list(reader.events(1, reader.newest()))


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "recorded.tdsession"
    assert not list(tmp_path.glob("*-wal")), "the session was not closed in order"


def test_numbers_are_those_of_the_file(path: Path) -> None:
    told = Told()
    outcomes = recorded(path, [b"{}", b"[{},{},{}]", b"broken", b"{}"], told)

    assert [outcome.first for outcome in outcomes] == [1, 2, 5, 6]
    assert [len(outcome.events) for outcome in outcomes] == [1, 3, 1, 1]
    assert told.newest == len(events(path)) == 6


def test_a_crash_while_reading_one_costs_only_its_reading(path: Path) -> None:
    def crash_on_odd(one: Arrival) -> Reading:
        if one.body == b"odd":
            raise ZeroDivisionError
        return judge(one)

    told = Told()
    outcomes = recorded(path, [b"{}", b"odd", b"{}"], told, reading=crash_on_odd)

    assert [outcome.first for outcome in outcomes] == [1, 2, 3]
    stored = events(path)
    assert [event.payload for event in stored] == [b"{}", b"odd", b"{}"]
    assert "could not read it (ZeroDivisionError)" in stored[1].row.problem
    assert stored[1].request.path == "/v1/track?writeKey=wk_…3f"
    assert not told.refusals


def test_one_that_cannot_be_stored_as_judged_is_stored_as_bytes(path: Path) -> None:
    def unstorable(one: Arrival) -> Reading:
        reading = judge(one)
        if one.body != b"odd":
            return reading
        request = replace(reading.recording.request, received_at=2**80)  # no column holds it
        return replace(reading, recording=replace(reading.recording, request=request))

    told = Told()
    outcomes = recorded(path, [b"{}", b"odd", b"{}"], told, reading=unstorable)

    assert all(outcome.fault is None for outcome in outcomes)
    stored = events(path)
    assert [event.payload for event in stored] == [b"{}", b"odd", b"{}"]
    assert "could not read it (OverflowError)" in stored[1].row.problem


def test_a_session_that_cannot_be_opened_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "other.tdsession"
    path.write_bytes(b"not a session " * 100)
    recorder = Recorder(path, report=Told(), limits=Limits())

    with pytest.raises(NotASessionError):
        recorder.start()


def test_a_file_that_is_gone_refuses_and_says_so(path: Path) -> None:
    told = Told()

    def remove(one: Arrival) -> Reading:
        if one.body == b"remove":
            path.unlink()
        return judge(one)

    (outcome,) = recorded(path, [b"remove"], told, reading=remove)

    assert outcome.fault is not None
    assert outcome.fault.kind == "gone"
    assert sum(told.refusals.values()) == 1
    assert len(told.failures) == 1
