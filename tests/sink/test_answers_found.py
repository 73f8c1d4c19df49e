"""Every answer that a sender really got is what the session says of it, and what a filter finds."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from debugger.query import parse
from debugger.session.answered import GONE
from debugger.session.reader import SessionReader
from tests.running_sink import PATIENCE, RunningSink, running_sink
from tests.sink.conftest import SinkInThread

Limited = Callable[..., SinkInThread]
CALL = b'{"type":"track","event":"Walk Booked","userId":"u"}'
NAN = b'{"type":"track","event":"Walk Booked","userId":"u","properties":{"a":NaN}}'
LARGE = b'{"type":"track","event":"%s"}' % (b"x" * 40_000)
SENT = [
    ("POST", "/v1/track", CALL, 200),
    ("POST", "/v1/track", b'{"type":', 400),
    ("POST", "/v1/track", NAN, 400),
    ("POST", "/v1/track", LARGE, 400),
    ("POST", "/v1/track", CALL + b" " * 40_000, 400),
    ("POST", "/v1/batch", b'{"batch":[%s,%s]}' % (CALL, CALL), 200),
    ("POST", "/v1/batch", b'{"batch":[%s,1,%s]}' % (CALL, LARGE), 200),
    ("POST", "/v1/batch", b'{"batch":[%s,1,%s]}' % (CALL, NAN), 400),
    ("POST", "/v1/batch", b'{"batch":[1,2]}', 200),
    ("POST", "/v1/batch", b'{"batch":[1,NaN]}', 400),
    ("POST", "/v1/batch", b"[1,2]", 400),
    ("POST", "/v1/batch", b'{"batch":[]}', 200),
    ("POST", "/v1/batch", b'{"batch":[],"sentAt":NaN}', 400),
    ("POST", "/v1/batch", b'{"batch":[1,%s]}' % b",".join([LARGE] * 13), 400),
    ("PUT", "/v1/track", CALL, 404),
    ("POST", "/v1/mirror", b"{", 400),
    ("GET", "/v1/pixel/track?data=e30=", b"", 200),
    ("GET", "/v1/pixel/track?data=!", b"", 200),
]


def found(session: Path, typed: str) -> list[int]:
    with closing(SessionReader.open(session)) as reader:
        steps = reader.matching(parse(typed), 1, reader.newest())
        return sorted(number for hits, _ in steps for number in hits)


def test_answers_over_http(sink: RunningSink) -> None:
    answers: list[str] = []
    with httpx.Client(base_url=sink.address, timeout=PATIENCE) as client:
        for method, path, body, status in SENT:
            answer = client.request(method, path, content=body)
            assert answer.status_code == status, (method, path, body[:60])
            answers += [str(status)] * (len(sink.rows()) - len(answers))
        broken = client.post("/v1/track", content=b"no gzip", headers={"content-encoding": "gzip"})
    answers.append(str(broken.status_code))
    assert [event.answered for event in sink.events()] == answers
    for said in ("200", "400", "404", "413"):
        numbers = [number for number, answer in enumerate(answers, 1) if answer == said]
        assert found(sink.session, f"answer:{said}") == numbers
    assert found(sink.session, "-status:2*") == found(sink.session, "status:/^4/")


def test_answers_over_websocket(sink: RunningSink) -> None:
    frames = (CALL, b"{", b'{"batch":[%s,1]}' % CALL, b'{"batch":[%s,%s]}' % (CALL, NAN), LARGE)
    told: list[str] = []
    with connect(f"ws://127.0.0.1:{sink.port}/v1/ws", proxy=None) as connection:
        for frame in frames:
            connection.send(frame)
            answer = json.loads(connection.recv())
            told += ["error" if "error" in answer else "stored"] * len(answer.get("messages", [0]))
    assert [event.answered for event in sink.events()] == told
    assert found(sink.session, "answer:error") == [2, 5, 6, 7]


def test_simulated_answers(tmp_path: Path) -> None:
    faults = ("413,next=1", "slow=0.01,next=1", "drop,next=1")
    options = [option for fault in faults for option in ("--fault", fault)]
    with running_sink(tmp_path / "one.tdsession", *options) as sink:
        for _ in faults[:2]:
            httpx.post(f"{sink.address}/v1/track", content=CALL, timeout=PATIENCE)
        with pytest.raises(httpx.HTTPError):
            httpx.post(f"{sink.address}/v1/track", content=CALL, timeout=PATIENCE)
        httpx.post(f"{sink.address}/v1/track", content=CALL, timeout=PATIENCE)
        assert found(sink.session, "answer:413") == [1]
        assert found(sink.session, "answer:200") == [2, 4]
        assert found(sink.session, "answer:200 -answer:simulated") == [4]
        assert found(sink.session, "answer:dropped") == [3]


def test_answers_to_what_is_not_whole(limited: Limited) -> None:
    sink = limited(idle_seconds=0.2, body_bytes=1000, kept_of_larger=10)
    assert post(sink, b"x" * 2000, length=2000).startswith(b"HTTP/1.1 400 ")
    assert post(sink, CALL, length=900).startswith(b"HTTP/1.1 408 ")
    with socket.create_connection(("127.0.0.1", sink.port), timeout=PATIENCE) as connection:
        connection.sendall(asking(CALL, 900))
    sink.told.wait(lambda: sink.told.newest == 3)
    assert [event.answered for event in sink.events()] == ["400", "408", GONE]
    assert found(sink.session, 'answer:"no answer"') == [3]


def post(sink: SinkInThread, body: bytes, *, length: int) -> bytes:
    with socket.create_connection(("127.0.0.1", sink.port), timeout=PATIENCE) as connection:
        connection.sendall(asking(body, length))
        return connection.recv(1000)


def asking(body: bytes, length: int) -> bytes:
    return b"POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length + body
