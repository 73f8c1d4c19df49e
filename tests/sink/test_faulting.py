"""Simulated faults are met, told and kept; what came is stored all the same, and a retry is known for one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from debugger.findings import Severity, Verdict
from tests.running_sink import PATIENCE, RunningSink, running_sink

CALL = {"type": "track", "userId": "u", "event": "Walk Booked", "messageId": "m"}
APP = Path(__file__).parents[1] / "clients" / "send.py"


def post(sink: RunningSink, call: Any = CALL, **headers: str) -> httpx.Response:
    return httpx.post(f"{sink.address}/v1/track", json=call, headers=headers, timeout=PATIENCE)


def tell(sink: RunningSink, *faults: str) -> None:
    assert sink.child.stdin is not None
    sink.child.stdin.write(json.dumps({"command": "faults", "faults": faults}).encode() + b"\n")
    sink.child.stdin.flush()


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503])
def test_a_status_is_answered_as_segment_does_and_the_call_is_stored(
    tmp_path: Path, status: int
) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", f"{status},retry-after=1.5") as sink:
        answer = post(sink, Origin="https://app.example")
        assert answer.status_code == status
        assert answer.headers["retry-after"] == "2"
        assert ("x-ratelimit-reset" in answer.headers) == (status == 429)
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        assert answer.json()["success"] is False
        assert answer.json()["code"]
        (row,) = sink.rows()
        assert (row.name, row.answer) == ("Walk Booked", f"{status} simulated")
        assert sink.event(1).request.answer == f"{status} simulated"


@pytest.mark.parametrize("fault", ["503", "drop-early"])
def test_a_copy_meets_no_fault(tmp_path: Path, fault: str) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink:
        assert httpx.post(f"{sink.address}/v1/mirror", json=CALL).status_code == 200
        with connect(f"ws://127.0.0.1:{sink.port}/v1/mirror", proxy=None) as socket:
            socket.send(json.dumps(CALL | {"messageId": "n"}))
            assert json.loads(socket.recv())["stored"] is True
        assert [row.answer for row in sink.rows()] == ["", ""]


def test_a_slow_answer_holds_nobody_else_up(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "slow=1,next=1") as sink:
        started = time.monotonic()
        with httpx.Client(timeout=PATIENCE) as slow:
            assert slow.post(f"{sink.address}/v1/track", json=CALL).status_code == 200
        assert time.monotonic() - started >= 1
        assert post(sink, CALL | {"messageId": "n"}).status_code == 200
        assert [row.answer for row in sink.rows()] == ["200 simulated after 1 s", ""]


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        ("drop", ["connection dropped, simulated"]),
        ("drop-early", []),
        ("truncate", ["answer cut short, simulated"]),
    ],
)
def test_a_connection_is_cut(tmp_path: Path, fault: str, kept: list[str]) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", f"{fault},next=1") as sink:
        with pytest.raises(httpx.TransportError):
            post(sink)
        assert [row.answer for row in sink.rows()] == kept
        assert post(sink, CALL | {"messageId": "n"}).status_code == 200


def test_settings_and_preflights_meet_no_fault(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "500") as sink:
        assert httpx.get(f"{sink.address}/v1/projects/k/settings").status_code == 200
        assert httpx.options(f"{sink.address}/v1/t").status_code == 204
        assert httpx.post(f"{sink.address}/v1/m", content=b"{}").status_code == 200


def test_only_the_source_that_is_named_meets_it(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "500,source=wk_web") as sink:
        assert post(sink).status_code == 200
        assert post(sink, **{"X-Write-Key": "wk_web"}).status_code == 500


REACT_NATIVE = {
    "writeKey": "wk_phone",
    "batch": [
        CALL | {"context": {"library": {"name": "@segment/analytics-node", "version": "3.1.0"}}}
    ],
}
"""As SDKs of phones send it: the key in the body alone, and a user agent that says nothing."""


@pytest.mark.parametrize(
    "source",
    ["wk_phone", "@segment/analytics-node", "analytics-node", "analytics-node 3.1.0", "okhttp"],
)
def test_a_source_is_known_by_what_the_body_says(tmp_path: Path, source: str) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", f"500,source={source}") as sink:
        assert post(sink).status_code == 200
        agent = {"User-Agent": "okhttp/4.9"}
        answer = httpx.post(f"{sink.address}/v1/b", json=REACT_NATIVE, headers=agent)
        assert answer.status_code == 500
        assert [row.answer for row in sink.rows()] == ["", "500 simulated"]


def test_before_the_body_a_source_is_known_by_its_headers_alone(tmp_path: Path) -> None:
    fault = "drop-early,source=wk_phone"
    with running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink:
        assert httpx.post(f"{sink.address}/v1/b", json=REACT_NATIVE).status_code == 200
        with pytest.raises(httpx.TransportError):
            post(sink, **{"X-Write-Key": "wk_phone"})


def test_what_is_refused_is_refused_late(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "slow=0.01") as sink:
        answer = httpx.post(f"{sink.address}/v1/track", content=b"{")
        assert answer.status_code == 400
        assert [row.answer for row in sink.rows()] == ["400 simulated after 0.01 s"]


@contextmanager
def waiting_for_an_answer(sink: RunningSink) -> Iterator[Future[httpx.Response]]:
    """A request that is stored and has not been answered yet."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(post, sink)
        sink.wait_for(1)
        yield answer


def test_a_late_answer_does_not_hold_up_the_end(tmp_path: Path) -> None:
    with (
        running_sink(tmp_path / "one.tdsession", "--fault", "slow=600") as sink,
        waiting_for_an_answer(sink) as answer,
    ):
        assert sink.signal(signal.SIGTERM) == 0
        assert answer.result(PATIENCE).status_code == 200


def test_switching_off_lets_late_answers_go(tmp_path: Path) -> None:
    options = ("--control", "--no-config", "--fault", "slow=600")
    with (
        running_sink(tmp_path / "one.tdsession", *options, stdin=subprocess.PIPE) as sink,
        waiting_for_an_answer(sink) as answer,
    ):
        tell(sink)
        assert answer.result(PATIENCE).status_code == 200


def test_what_was_met_before_is_gone_on_with(tmp_path: Path) -> None:
    options = ("--fault", "500,next=3", "--met", "2")
    with running_sink(tmp_path / "one.tdsession", *options) as sink:
        assert sink.line_with("faults") == [{"fault": "500,next=3", "met": 2, "left": 1}]
        assert [post(sink).status_code, post(sink).status_code] == [500, 200]


def test_the_window_sets_them_and_hears_how_often_they_are_met(tmp_path: Path) -> None:
    options = ("--control", "--no-config")
    with running_sink(tmp_path / "one.tdsession", *options, stdin=subprocess.PIPE) as sink:
        tell(sink, "500,next=1")
        assert sink.line_with("faults") == [{"fault": "500,next=1", "met": 0, "left": 1}]
        assert [post(sink).status_code, post(sink).status_code] == [500, 200]
        assert sink.line_with("faults") == [{"fault": "500,next=1", "met": 1, "left": 0}]
        tell(sink, "teapot")
        assert "“teapot” is none" in sink.line_with("error")["message"]
        tell(sink)
        assert sink.line_with("faults") == []


def test_a_retry_after_a_simulated_failure_is_kept_by_segment(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "500,next=1") as sink:
        post(sink)
        post(sink)
        _, retry = sink.events()
    (finding,) = retry.findings
    assert finding.message.startswith("A retry: this is call 1 again, ")
    assert (finding.severity, finding.verdict) == (Severity.ADVICE, Verdict.KEPT)


@pytest.mark.clients
@pytest.mark.parametrize("fault", ["429,retry-after=1,next=1", "500,next=2", "drop,next=1"])
def test_an_sdk_tries_again_and_delivers(tmp_path: Path, fault: str) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink:
        ended = subprocess.run(
            [sys.executable, str(APP), "segment", sink.address],
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert ended.returncode == 0
        events = sink.events()
    failed = [event for event in events if event.request.failed]
    delivered = [event for event in events if not event.request.failed]
    assert len(delivered) == 6
    assert {event.row.message_id for event in failed} <= {
        event.row.message_id for event in delivered
    }
    tries = len({event.row.request_id for event in events})
    assert tries == (3 if "next=2" in fault else 2)
    assert all(event.row.verdict is Verdict.KEPT for event in delivered)
    assert all(
        [finding.rule for finding in event.findings] == ["message-id-repeated"]
        for event in delivered
    )


def test_a_fault_that_is_none_is_told_at_the_start(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "debugger", "serve", "--port", "0", "--fault", "418"],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        cwd=tmp_path,
    )
    assert ended.returncode == 2
    assert "not answered 418" in ended.stderr.decode()
