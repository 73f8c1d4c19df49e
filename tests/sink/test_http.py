"""Every route over real sockets: what comes in is in the file before it is answered, and nothing comes out."""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b64encode
from collections.abc import Iterator

import brotli
import httpx
import pytest

from debugger.findings import Severity, Verdict
from debugger.wire.batch import joined
from tests.running_sink import RunningSink

TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"revenue": "1"}}'
CANARY = "canary-8c1f52"


@pytest.fixture
def client(sink: RunningSink) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sink.address, trust_env=False) as opened:
        yield opened


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_a_call_is_stored_and_judged_when_it_is_answered(sink: RunningSink, host: str) -> None:
    answer = httpx.post(f"http://{host}:{sink.port}/v1/track", content=TRACK, trust_env=False)

    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-length"] == str(len(answer.content))
    event = sink.event(1)
    assert (event.row.type, event.row.name, event.row.user_id) == (
        "track",
        "Order Completed",
        "u-1",
    )
    assert event.payload == TRACK
    assert [
        (finding.pointer, finding.severity)
        for finding in event.findings
        if "revenue" in finding.rule
    ] == [("/properties/revenue", Severity.ERROR)]
    assert event.request.client.startswith(("127.0.0.1:", "[::1]:"))


PATHS = [
    *("/v1/batch", "/v1/batch/", "/batch", "/v1/b", "/v1/import/", "/beacon/v1/batch?writeKey=k"),
    *(
        "/v1/track",
        "/v1/t",
        "/some/prefix/v1/t/",
        "/api/s/track",
        "/api/s/s2s/track",
        "/",
        "/any/path",
    ),
]


def test_every_post_path_is_recorded(sink: RunningSink, client: httpx.Client) -> None:
    for path in PATHS:
        assert client.post(path, content=TRACK).json() == {"success": True}

    assert [event.payload for event in sink.events()] == [TRACK] * len(PATHS)


ENCODED: list[tuple[bytes, dict[str, str]]] = [
    (gzip.compress(TRACK, mtime=0), {"content-encoding": "gzip"}),
    (gzip.compress(TRACK, mtime=0), {"content-type": "application/x-www-form-urlencoded"}),
    (zlib.compress(TRACK), {"content-encoding": "deflate"}),
    (brotli.compress(TRACK), {"content-encoding": "br"}),
    (TRACK, {"content-type": "text/plain"}),
    (TRACK, {"content-type": ""}),
    (TRACK, {"connection": "upgrade, http2-settings", "upgrade": "h2c", "http2-settings": ""}),
    (TRACK, {"expect": "100-continue"}),
]


def test_the_body_is_read_whatever_the_headers_say_of_it(
    sink: RunningSink, client: httpx.Client
) -> None:
    for body, headers in ENCODED:
        assert client.post("/v1/t", content=body, headers=headers).status_code == 200

    assert [event.payload for event in sink.events()] == [TRACK] * len(ENCODED)


def test_a_chunked_body(sink: RunningSink, client: httpx.Client) -> None:
    assert client.post("/v1/t", content=iter([TRACK[:9], TRACK[9:]])).status_code == 200
    assert sink.event(1).payload == TRACK


def test_a_batch_is_cut_into_exact_slices(sink: RunningSink, client: httpx.Client) -> None:
    body = (
        b'{ "batch" : ['
        + TRACK
        + b' , {"type":"page","n":1E2,"n":18446744073709551616}] , "sentAt":"x"}'
    )

    assert client.post("/v1/batch", content=body).status_code == 200

    first, second = sink.events()
    assert (first.payload, second.payload) == (
        TRACK,
        b'{"type":"page","n":1E2,"n":18446744073709551616}',
    )
    assert joined(first.request.envelope, [first.payload, second.payload]) == body
    assert sink.body(2) == body
    assert (first.row.position, second.row.position, second.messages_in_request) == (0, 1, 2)


REFUSED = [
    b"",
    b"not json",
    b"42",
    b'{"event": ',
    b'{"price": NaN}',
    b"\x1f\x8b broken",
    b"\xff",
    b"[" * 5000,
]


def test_what_is_refused_is_a_row_all_the_same(sink: RunningSink, client: httpx.Client) -> None:
    for body in REFUSED:
        answer = client.post("/v1/track", content=body)
        assert answer.status_code == 400
        assert answer.json()["success"] is False
        assert answer.json()["code"] == "bad_request"
        assert answer.json()["message"]

    assert [event.payload for event in sink.events()] == REFUSED


def test_a_call_over_segments_size_is_refused_and_kept(
    sink: RunningSink, client: httpx.Client
) -> None:
    body = b'{"type":"track","event":"' + b"x" * 40_000 + b'"}'

    answer = client.post("/v1/track", content=body)

    assert (answer.status_code, answer.json()["code"]) == (400, "payload_too_large")
    assert sink.event(1).payload == body


def test_keys_and_cookies_are_not_kept_in_the_open(sink: RunningSink, client: httpx.Client) -> None:
    client.post(
        "/v1/t?writeKey=wk_a1b2c3d43f",
        content=TRACK,
        headers={
            "authorization": "Basic " + b64encode(b"wk_a1b2c3d43f:").decode(),
            "cookie": "session=secret",
        },
    )

    event = sink.event(1)
    assert event.source.write_key == "wk_a1b2c3d43f"
    assert event.row.write_key_masked == "wk_…3f"
    assert event.request.path == "/v1/t?writeKey=wk_…3f"
    assert ("authorization", "Basic wk_…3f") in event.request.headers
    assert "secret" not in str(event.request)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "GET", "PURGE"])
def test_a_body_by_another_method_is_refused_as_ever_and_kept(
    sink: RunningSink, client: httpx.Client, method: str
) -> None:
    batch = b'{"batch": [' + TRACK + b', {"type": "page", "userId": "u-1"}]}'

    answers = [
        client.request(method, "/v1/track", content=TRACK),
        client.request(method, "/v1/batch", content=iter([batch[:9], batch[9:]])),
        client.request(method, "/v1/batch", content=b"not json"),
    ]

    assert [(each.status_code, each.json()["code"]) for each in answers] == [(404, "not_found")] * 3
    events = sink.events()
    assert [event.row.type for event in events] == ["track", "track", "page", ""]
    assert {event.row.verdict for event in events} == {Verdict.REJECTED}
    assert {event.request.method for event in events} == {method}
    refused = [each for each in events[0].findings if each.rule == "request-refused"]
    assert refused[0].message.startswith(f"{method} /v1/track is no route of Segment's API")
    assert events[3].payload == b"not json"
    assert sink.body(2) == batch


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "GET"])
def test_another_method_without_a_body_is_no_call(
    sink: RunningSink, client: httpx.Client, method: str
) -> None:
    assert client.request(method, "/v1/track").status_code == 404
    assert sink.line_with("seen")["detail"] == method
    assert sink.rows() == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/track"),
        ("POST", "/v1/batch"),
        ("POST", "/v1/t?writeKey=k"),
        ("POST", "/beacon/v1/batch?writeKey=k"),
        ("POST", "/anything"),
        ("PUT", "/v1/batch"),
        ("GET", f"/v1/pixel/track?data={b64encode(TRACK).decode()}"),
    ],
)
@pytest.mark.parametrize("body", [TRACK, b"not json", gzip.compress(TRACK, mtime=0)[:20]])
def test_cookies_are_never_stored_whatever_the_path(
    sink: RunningSink, client: httpx.Client, method: str, path: str, body: bytes
) -> None:
    cookies = {"cookie": f"session={CANARY}", "cookie2": CANARY, "Cookie": f"other={CANARY}"}

    client.request(method, path, content=body, headers={**cookies, "content-encoding": "identity"})

    assert len(sink.rows()) == 1
    assert sink.event(1).request.headers
    for file in sink.session.parent.iterdir():
        assert CANARY.encode() not in file.read_bytes()


def test_a_pixel_is_recorded_and_answered_with_an_image(
    sink: RunningSink, client: httpx.Client
) -> None:
    answer = client.get(f"/v1/pixel/track?data={b64encode(TRACK).decode()}")

    assert answer.headers["content-type"] == "image/gif"
    assert answer.content.startswith(b"GIF89a")
    assert sink.event(1).payload == TRACK


def test_what_sdks_fetch_before_they_send(sink: RunningSink, client: httpx.Client) -> None:
    for path in ("/v1/projects/wk/settings", "/projects/wk/settings", "/wk/settings"):
        settings = client.get(path).json()
        assert settings["integrations"]["Segment.io"] == {
            "apiKey": "wk",
            "apiHost": f"127.0.0.1:{sink.port}/v1",
            "protocol": "http",
        }
        assert settings["metrics"] == {"sampleRate": 0}
    config = client.get("/sourceConfig/?p=web&writeKey=wk").json()
    assert (config["source"]["writeKey"], config["source"]["enabled"]) == ("wk", True)
    assert client.get("/cluster-info").json() == {"nodeCount": 1}
    assert client.post("/v1/m", content=b'{"series": []}').json() == {"success": True}
    assert sink.rows() == []


REQUESTS = [
    ("POST", "/v1/t", TRACK, 200),
    ("POST", "/v1/t", b"not json", 400),
    ("GET", "/nowhere", b"", 404),
    ("GET", "/v1/projects/wk/settings", b"", 200),
    ("OPTIONS", "/v1/t", b"", 204),
    ("OPTIONS", "/any/path?x", b"", 204),
]


def test_any_page_may_send(client: httpx.Client) -> None:
    for origin in ("null", "http://localhost:3000", "https://staging.example.com"):
        asking = {
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,x-write-key",
            "access-control-request-private-network": "true",
        }
        for method, path, body, status in REQUESTS:
            answer = client.request(method, path, content=body, headers=asking)
            assert answer.status_code == status
            assert answer.headers["access-control-allow-origin"] == origin
            assert (
                answer.headers["access-control-expose-headers"] == "Retry-After, X-RateLimit-Reset"
            )
            assert answer.headers["access-control-allow-private-network"] == "true"
            assert answer.headers["vary"] == "Origin"
            assert "access-control-allow-credentials" not in answer.headers
            if method == "OPTIONS":
                allowed = answer.headers["access-control-allow-headers"]
                assert allowed == "authorization,x-write-key"
                assert "POST" in answer.headers["access-control-allow-methods"]
                assert int(answer.headers["access-control-max-age"]) >= 600


def test_nothing_that_was_captured_can_be_read(sink: RunningSink, client: httpx.Client) -> None:
    canary = json.dumps({"type": "track", "event": CANARY, "userId": CANARY}).encode()
    client.post("/v1/track", content=canary)
    client.post("/v1/track", content=b"broken " + CANARY.encode())
    paths = [
        *PATHS,
        "/v1/ws",
        "/ws",
        "/events",
        "/api/events",
        "/1",
        "/v1/events/1",
        "/sessions",
        "/metrics",
    ]
    paths += [
        f"/{sink.session.name}",
        f"//{sink.session}",
        "/../../etc/hostname",
        "/v1/m",
        "/cluster-info",
    ]
    paths += [
        "/v1/projects/x/settings",
        "/sourceConfig",
        "/favicon.ico",
        "/index.html",
        "/%2e%2e/",
        "/?q=1",
    ]

    for path in paths:
        for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer = client.request(method, path)
            assert CANARY not in answer.text + str(answer.headers), (method, path)
            assert answer.status_code < 500
            if answer.status_code != 204:
                assert answer.headers["x-content-type-options"] == "nosniff"


def test_home_says_what_this_is(client: httpx.Client) -> None:
    answer = client.get("/")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "Track Debugger is listening" in answer.text
    assert "Nothing that was captured can be read" in answer.text


def test_a_path_that_means_nothing_is_json_too(client: httpx.Client) -> None:
    answer = client.get("/nowhere?x=1")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
