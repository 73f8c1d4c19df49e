"""A session is judged anew while it is recorded, and a command of the window makes it so."""

from __future__ import annotations

import asyncio
import json
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from debugger.events import Arrival, Transport
from debugger.policy import NAME, Adjustment, Policy, Setting, adjust
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending
from debugger.sink.limits import Limits
from debugger.sink.recorder import Outcome, Recorder
from tests.running_sink import RunningSink, running_sink
from tests.sink.conftest import Told

NAMELESS = b'{"type":"track","userId":"u"}'
BOOKED = b'{"type":"track","userId":"u","event":"Walk Booked","messageId":"m"}'
SILENT = Policy((Adjustment(rule="event-missing", setting=Setting.SILENT),))


def arrival(body: bytes) -> Arrival:
    return Arrival(
        received_at=1_800_000_000_000_000,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/batch" if body.startswith(b"[") else "/v1/track",
        headers=(),
        body=body,
        client="127.0.0.1:50000",
    )


def recorded(
    path: Path, told: Told, before: list[bytes], policy: Policy, after: list[bytes]
) -> list[Outcome]:
    """What became of arrivals before and after a policy was set; waits until all is judged by it."""

    async def send(bodies: list[bytes]) -> list[Outcome]:
        futures = [await recorder.submit(arrival(body)) for body in bodies]
        return list(await asyncio.gather(*futures))

    async def run() -> list[Outcome]:
        outcomes = await send(before)
        recorder.judge_by(policy)
        return outcomes + await send(after)

    recorder = Recorder(path, report=told, limits=Limits())
    recorder.start()
    try:
        outcomes = asyncio.run(run())
        told.wait(lambda: bool(told.rejudgings) and len(set(told.rejudgings[-1])) == 1)
        return outcomes
    finally:
        recorder.close(Ending.CLOSED)


def silenced(path: Path) -> list[int]:
    with closing(SessionReader.open(path)) as reader:
        return [event.row.silenced for event in reader.events(1, reader.newest())]


def test_what_is_there_and_what_comes_is_judged_by_the_new_policy(tmp_path: Path) -> None:
    told = Told()
    batch = b"[" + b",".join([NAMELESS] * 1000) + b"]"
    outcomes = recorded(tmp_path / "one.tdsession", told, [batch], SILENT, [NAMELESS] * 50)
    assert sum(len(outcome.events) for outcome in outcomes) == 1050
    assert silenced(tmp_path / "one.tdsession") == [1] * 1050
    done = [done for done, _ in told.rejudgings]
    assert done == sorted(done)
    assert told.rejudgings[-1] == (1000, 1000)
    assert len(done) > 10


def test_what_comes_meanwhile_does_not_wait_for_its_end(tmp_path: Path) -> None:
    async def run() -> int:
        batch = b"[" + b",".join([NAMELESS] * 2000) + b"]"
        await (await recorder.submit(arrival(batch)))
        recorder.judge_by(SILENT)
        for _ in range(5):
            await (await recorder.submit(arrival(NAMELESS)))
        return len(told.rejudgings)

    told = Told()
    recorder = Recorder(tmp_path / "one.tdsession", report=told, limits=Limits())
    recorder.start()
    steps_before_the_last_answer = asyncio.run(run())
    told.wait(lambda: bool(told.rejudgings) and len(set(told.rejudgings[-1])) == 1)
    recorder.close(Ending.CLOSED)
    assert steps_before_the_last_answer < len(told.rejudgings)


def test_an_empty_session_is_judged_at_once(tmp_path: Path) -> None:
    told = Told()
    recorded(tmp_path / "one.tdsession", told, [], SILENT, [])
    assert told.rejudgings == [(0, 0)]


def test_what_was_refused_was_never_sent(tmp_path: Path) -> None:
    """A message that could not be stored is sent again, and is no repetition then."""
    path = tmp_path / "one.tdsession"

    async def run() -> list[Outcome]:
        await (await recorder.submit(arrival(b"{}")))
        moved = path.rename(tmp_path / "moved")
        refused = await (await recorder.submit(arrival(BOOKED)))
        moved.rename(path)
        return [refused, await (await recorder.submit(arrival(BOOKED)))]

    recorder = Recorder(path, report=Told(), limits=Limits())
    recorder.start()
    try:
        refused, stored = asyncio.run(run())
    finally:
        recorder.close(Ending.CLOSED)
    assert refused.fault is not None
    assert [event.findings for event in stored.events] == [()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    adjust(tmp_path / "project" / NAME, SILENT.adjustments[0])
    return tmp_path / "project" / NAME


def post(sink: RunningSink, body: bytes) -> None:
    assert httpx.post(f"{sink.address}/v1/track", content=body).status_code == 200


def tell(sink: RunningSink, command: Any) -> None:
    assert sink.child.stdin is not None
    sink.child.stdin.write(json.dumps(command).encode() + b"\n")
    sink.child.stdin.flush()


def test_serve_judges_by_the_file_it_is_given(tmp_path: Path, project: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--config", str(project)) as sink:
        post(sink, NAMELESS)
        (row,) = sink.rows()
    assert (row.errors, row.silenced) == (0, 1)


def test_the_window_says_what_to_judge_by(tmp_path: Path) -> None:
    session = tmp_path / "one.tdsession"
    options = ("--control", "--no-config")
    with running_sink(session, *options, stdin=subprocess.PIPE) as sink:
        post(sink, NAMELESS)
        post(sink, BOOKED)
        silent = {"rule": "event-missing", "setting": "silent", "event": None, "source": None}
        tell(sink, {"command": "judge", "adjustments": [silent]})
        assert sink.line_with("rejudged") == {"done": 2, "of": 2}
        assert [row.silenced for row in sink.rows()] == [1, 0]
        tell(sink, {"command": "judge", "adjustments": []})
        assert sink.line_with("rejudged") == {"done": 2, "of": 2}
        assert [row.silenced for row in sink.rows()] == [0, 0]


def test_a_sink_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    session = tmp_path / "one.tdsession"
    for _ in range(2):
        with running_sink(session, "--no-config") as sink:
            post(sink, BOOKED)
    first, second = sink.events()
    assert [finding.rule for finding in second.findings] == ["message-id-repeated"]
    assert second.findings[0].related == first.row.number
