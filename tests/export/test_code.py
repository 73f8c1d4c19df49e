"""Generated code runs, with the real tools and SDKs, and the same calls arrive at a real sink."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from debugger.export import Options
from debugger.payload.parse import NonstandardNumber, parse
from debugger.session.rows import StoredEvent
from tests.clients.conftest import ran
from tests.export.conftest import HOSTILE, written
from tests.node_sdks import FOLDER
from tests.running_sink import RunningSink, running_sink

Record = Callable[..., list[StoredEvent]]
GOLDEN = Path(__file__).parent / "golden"
MADE_BY_SDKS = 9
"""The first calls of `HOSTILE`, which are messages."""


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    with running_sink(tmp_path / "again.tdsession") as running:
        yield running


def code(name: str, events: list[StoredEvent], host: str) -> bytes:
    return written(name, events, options=Options(host=host))


def told(event: StoredEvent) -> dict[str, Any]:
    """What a call says, whichever SDK sent it; ids are texts, and a double is as near as JavaScript gets."""
    fields = parse(event.payload).value
    assert isinstance(fields, dict)
    names = ("userId", "anonymousId", "previousId", "groupId", "event", "properties", "traits")
    said = {name: plain(fields[name]) for name in names if fields.get(name) not in (None, {}, "")}
    return {"type": event.row.type, **said}


def plain(value: object) -> object:
    if isinstance(value, NonstandardNumber):
        return value.text
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(member) for member in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_curl_posts_the_very_bytes(recorded: Record, sink: RunningSink, tmp_path: Path) -> None:
    script = tmp_path / "calls.sh"
    script.write_bytes(code("curl", recorded(*HOSTILE, path="/v1/track"), sink.address))
    done = subprocess.run(["sh", script], capture_output=True, check=True)
    assert b"success" in done.stdout
    assert [event.payload for event in sink.events()] == list(HOSTILE)


def test_python(recorded: Record, sink: RunningSink, tmp_path: Path) -> None:
    events = recorded(*HOSTILE)
    script = tmp_path / "calls.py"
    script.write_bytes(code("python", sendable(events), sink.address))
    done = ran([sys.executable, "-W", "ignore", str(script)])
    assert (done.returncode, done.stderr) == (0, "")
    assert [told(event) for event in sink.events()] == [told(each) for each in sendable(events)]


def test_node(recorded: Record, sink: RunningSink, node: str) -> None:
    events = recorded(*HOSTILE)
    script = FOLDER / "exported.mjs"
    script.write_bytes(code("node", sendable(events), sink.address))
    try:
        done = ran([node, str(script)])
    finally:
        script.unlink()
    assert (done.returncode, done.stderr) == (0, "")
    sent = [told(each) for each in sendable(events)]
    assert sorted(map(repr, map(told, sink.events()))) == sorted(map(repr, sent))


def sendable(events: list[StoredEvent]) -> list[StoredEvent]:
    """Without the one that has no event, and NaN, for which the batch is refused as by Segment."""
    return [events[0], events[2], *events[4:MADE_BY_SDKS]]


@pytest.mark.parametrize("name", ["node", "javascript"])
def test_javascript_is_what_node_takes_for_javascript(
    recorded: Record, node: str, name: str
) -> None:
    done = subprocess.run(
        [node, "--check", "--input-type=module"],
        input=code(name, recorded(*HOSTILE), "http://localhost:8765"),
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize(
    "name", ["javascript", "swift", "kotlin", "node", "python", "curl", "markdown"]
)
def test_golden_code(recorded: Record, name: str) -> None:
    assert golden_code(recorded, name) == (GOLDEN / f"code.{name}.txt").read_bytes()


def golden_code(recorded: Record, name: str) -> bytes:
    """Code for all of the calls, numbered from 1 and without what differs from run to run."""
    events = recorded(*HOSTILE)
    first = events[0].row.number
    text = written(name, events, options=Options(environment=False))
    for event in events:
        number = event.row.number
        text = text.replace(f" {number}: ".encode(), f" {number - first + 1}: ".encode())
    return text


def test_what_no_sdk_can_send_is_said(recorded: Record) -> None:
    text = written(
        "python", recorded(b'{"type":"trick"}', b"{", b'{"type":"track","event":"x"}')
    ).decode()
    assert text.count("No code can make this call again") == 3
    assert "neither userId nor anonymousId" in text


def test_hostile_write_key(recorded: Record) -> None:
    key = "\"');evil(`$(x)`)\n//"
    body = json.dumps({"type": "track", "event": "x", "userId": "u", "writeKey": key}).encode()
    text = written("node", recorded(body)).decode()
    assert json.dumps(key) in text
    compile(written("python", recorded(body)), "calls.py", "exec")
    done = subprocess.run(
        ["sh", "-n"], input=written("curl", recorded(body)), check=True, capture_output=True
    )
    assert done.stderr == b""
