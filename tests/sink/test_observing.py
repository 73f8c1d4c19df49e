"""What is seen beside events: counted, bounded, told as lines, and never a call of the app."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import closing
from typing import Any

import msgspec
import pytest

from debugger.connection.seen import Kind, Seen, SeenLine, line
from debugger.sink.observing import Observer, kind_of_handshake
from debugger.sink.terminal import TextLines
from debugger.wire.keys import fingerprint
from tests.running_sink import PATIENCE, RunningSink

TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1"}'
PAGE = {"Origin": "http://localhost:3000"}


def ask(sink: RunningSink, method: str, path: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)) as asked:
        asked.request(method, path, headers=named)
        return asked.getresponse().status


def told(sink: RunningSink, kind: Kind) -> dict[str, Any]:
    """The next line of that kind, without its times."""
    while seen := sink.line_with("seen"):
        if seen["kind"] == kind:
            assert 0 < seen["first_at"] <= seen["last_at"]
            hidden = ("_at", "fingerprint")
            return {name: seen[name] for name in seen if not name.endswith(hidden)}
    raise AssertionError(kind)


def test_settings_are_told_with_the_key_masked_and_who_asked(sink: RunningSink) -> None:
    key = "wk_live_5f2a9c3f"
    ask(
        sink,
        "GET",
        f"/v1/projects/{key}/settings?x=1",
        User_Agent="Mozilla/5.0 (X11) Chrome/156.0.1 Safari/537",
        **PAGE,
    )
    assert told(sink, Kind.SETTINGS) == {
        "kind": "settings",
        "count": 1,
        "key": "wk_…3f",
        "client": "Chrome 156.0.1",
        "path": "/v1/projects/wk_…3f/settings",
        "origin": "http://localhost:3000",
    }


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("OPTIONS", "/v1/t", {"kind": "preflight", "path": "/v1/t"}),
        ("GET", "/cluster-info", {"kind": "cluster-info", "path": "/cluster-info"}),
        ("GET", "/", {"kind": "home", "path": "/"}),
        (
            "GET",
            "/nowhere?writeKey=secret-key-1",
            {"kind": "unknown-path", "path": "/nowhere", "detail": "GET", "key": "sec…-1"},
        ),
        (
            "GET",
            "/sourceConfig/?writeKey=secret-key-1",
            {"kind": "source-config", "path": "/sourceConfig/", "key": "sec…-1"},
        ),
        ("POST", "/v1/m", {"kind": "metrics", "path": "/v1/m"}),
    ],
)
def test_what_carries_no_call_is_told(
    sink: RunningSink, method: str, path: str, expected: dict[str, str]
) -> None:
    ask(sink, method, path)
    assert told(sink, Kind(expected["kind"])) == {"count": 1, **expected}


def test_a_post_after_a_preflight_is_told_once(sink: RunningSink) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)) as page:
        for _ in range(2):
            page.request("OPTIONS", "/v1/t", headers=PAGE)
            page.getresponse().read()
        for _ in range(5):
            page.request("POST", "/v1/t", TRACK, PAGE)
            assert page.getresponse().read() == b'{"success": true}'

    assert told(sink, Kind.POSTED) == {"kind": "posted", "count": 1, "origin": PAGE["Origin"]}


def test_calls_alone_are_not_told(sink: RunningSink) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)) as app:
        for _ in range(20):
            app.request("POST", "/v1/t", TRACK, PAGE)
            app.getresponse().read()
    sink.wait_for(20)
    sink.signal(15)
    assert [each for each in iter(sink.line, {}) if "seen" in each] == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), Kind.TLS_ON_PLAIN),
        (b"hello\r\n\r\n", Kind.NOT_HTTP),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", Kind.HEADERS_TOO_LARGE),
        (b"POST /v1/t HTTP/1.1\r\nContent-Length: 9\r\n\r\n{", Kind.BODY_CUT),
    ],
)
def test_a_connection_that_is_cut_is_told(sink: RunningSink, said: bytes, kind: Kind) -> None:
    with socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as connection:
        connection.sendall(said)
        if kind is not Kind.BODY_CUT:
            connection.recv(1)
    assert told(sink, kind)["count"] == 1


def test_equal_ones_are_one_with_their_count() -> None:
    times = iter([10, 20, 30])
    observer = Observer(clock=lambda: next(times))
    for _ in range(3):
        observer.see(Kind.SETTINGS, key="wk_live_5f2a9c3f")
    assert list(observer.news()) == [
        (
            Seen(
                kind=Kind.SETTINGS,
                count=3,
                first_at=10,
                last_at=30,
                key="wk_…3f",
                fingerprint=fingerprint("wk_live_5f2a9c3f"),
            ),
            3,
        )
    ]
    assert not observer.has_news


def test_a_flood_of_different_ones_is_bounded_and_counted_in_full() -> None:
    observer = Observer(clock=lambda: 1)
    for number in range(10_000):
        observer.see(Kind.UNKNOWN_PATH, path=f"/{number}", detail="x" * 5000)
    news = [seen for seen, _ in observer.news()]
    assert len(news) == 25
    assert sum(seen.count for seen in news) == 10_000
    assert max(len(seen.detail) for seen in news) == 200


def test_one_without_news_for_long_makes_room() -> None:
    now = 0
    observer = Observer(clock=lambda: now)
    for number in range(24):
        observer.see(Kind.UNKNOWN_PATH, path=f"/{number}")
    now = 600_000_001
    observer.see(Kind.UNKNOWN_PATH, path="/new")
    assert "/new" in {seen.path for seen, _ in observer.news()}


def test_threads_lose_no_count() -> None:
    observer = Observer()

    def see() -> None:
        for _ in range(2_000):
            observer.see(Kind.HOME)

    threads = [threading.Thread(target=see) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(seen.count, new) for seen, new in observer.news()] == [(8_000, 8_000)]


def test_a_line_reads_back_as_what_was_written() -> None:
    seen = Seen(kind=Kind.UNTRUSTED, count=2, first_at=1, last_at=2, detail='"\x1b\u202e')
    assert msgspec.json.decode(line(seen), type=SeenLine).seen == seen
    assert "\x1b" not in line(seen)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (
            Seen(kind=Kind.SETTINGS, count=1, first_at=1, last_at=1, key="wk_…3f", client="Chrome"),
            "Settings asked for by Chrome (key wk_…3f)",
        ),
        (
            Seen(
                kind=Kind.UNKNOWN_PATH, count=1, first_at=1, last_at=1, path="/x\x1b", detail="GET"
            ),
            "Answered 404: GET /x\\x1b",
        ),
        (Seen(kind=Kind.UNKNOWN_PATH, count=1, first_at=1, last_at=1, path="/favicon.ico"), ""),
        (Seen(kind=Kind.SETTINGS, count=2, first_at=1, last_at=1, key="wk_…3f"), ""),
    ],
)
def test_a_terminal_hears_of_the_first_of_what_matters(seen: Seen, said: str) -> None:
    assert TextLines().seen(seen, 1) == said


@pytest.mark.parametrize(
    "kind",
    [Kind.TLS_UNFINISHED, Kind.SILENT, Kind.BODY_INFLATES, Kind.NOT_READING, Kind.TOO_MANY],
)
def test_a_terminal_hears_of_what_is_cut_without_a_row_or_a_refusal(kind: Kind) -> None:
    assert TextLines().seen(Seen(kind=kind, count=1, first_at=1, last_at=1), 1)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("HTTP_REQUEST", Kind.PLAIN_ON_TLS),
        ("TLSV1_ALERT_UNKNOWN_CA", Kind.UNTRUSTED),
        ("SSLV3_ALERT_CERTIFICATE_UNKNOWN", Kind.UNTRUSTED),
        ("NO_SHARED_CIPHER", Kind.TLS_FAILED),
    ],
)
def test_a_handshake_is_told_by_why_it_failed(reason: str, kind: Kind) -> None:
    assert kind_of_handshake(reason) is kind


def test_nothing_that_is_seen_becomes_a_call(sink: RunningSink) -> None:
    ask(sink, "GET", "/nowhere")
    ask(sink, "OPTIONS", "/v1/t", **PAGE)
    told(sink, Kind.PREFLIGHT)
    assert sink.rows() == []
