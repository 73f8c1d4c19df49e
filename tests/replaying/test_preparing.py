"""What is sent for a captured request: its bytes, where to, as whom, and what is masked of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest

from debugger.events import Transport
from debugger.redaction import Redaction, Redactor
from debugger.replaying import Changes, Outgoing, Preparer, captured
from debugger.replaying.rewriting import NewIds
from debugger.session.rows import StoredEvent

Stored = Callable[..., list[StoredEvent]]

PRIVATE = (
    b'{"batch":[{"type":"track","event":"A b","userId":"ann-4711","messageId":"m-1",'
    b'"context":{"ip":"203.0.113.9"},"properties":{"mail":"ann@example.com","n":1e0}}],'
    b'"writeKey":"secret-key-123"}'
)


def prepared(
    events: list[StoredEvent], changes: Changes | None = None, prefix: str = ""
) -> list[Outgoing]:
    preparer = Preparer(changes or Changes(), prefix=prefix)
    return [
        preparer.prepared(each, sent_at=each.request.received_at + 2_000_000)
        for each in captured(events)
    ]


def test_as_it_came(stored: Stored) -> None:
    came = {"headers": (
        ("authorization", "Basic c2VjcmV0LWtleS0xMjM6"), ("content-type", "text/plain"),
        ("user-agent", "app/1"), ("cookie", "a=b"), ("x-retry-count", "2"), ("content-encoding", "identity"),
    )}  # fmt: skip
    (sent,) = prepared(stored(("/proxy/v1/batch?writeKey=abcdefghijkl", PRIVATE, came)))
    assert sent.body == PRIVATE
    assert (sent.method, sent.path, sent.numbers) == ("POST", "/proxy/v1/batch", (1,))
    assert sent.headers == (
        ("content-type", "text/plain"),
        ("user-agent", "app/1"),
        ("authorization", "Basic " + base64.b64encode(b"secret-key-123:").decode()),
    )


@pytest.mark.parametrize(
    ("path", "body", "others", "expected"),
    [
        ("/v1/t", b"{}", {}, "/v1/t"),
        ("/v1/trakc", b"{}", {}, "/v1/trakc"),
        ("/v1/track", b"[{}]", {}, "/v1/track"),
        ("/v1/batch", b'{"type":"page"}', {}, "/v1/page"),
        ("/v1/ws", b'{"type":"page"}', {"method": "FRAME", "transport": Transport.WEBSOCKET}, "/v1/page"),
        ("/v1/ws", b'{"type":"so"}', {"method": "FRAME", "transport": Transport.WEBSOCKET}, "/v1/track"),
        ("/v1/mirror", b'[{"type":"page"}]', {"transport": Transport.MIRROR}, "/v1/batch"),
        ("/a b/\u00e9", b"{}", {}, "/a%20b/%C3%A9"),
    ],
)  # fmt: skip
def test_where_to(
    stored: Stored, path: str, body: bytes, others: dict[str, object], expected: str
) -> None:
    (sent,) = prepared(stored((path, body, others)))
    assert sent.path == expected


def test_below_a_prefix(stored: Stored) -> None:
    events = stored(("/v1/track", b"{}"))
    assert prepared(events, prefix="/segment/")[0].path == "/segment/v1/track"
    assert prepared(events, prefix="/v1")[0].path == "/v1/track"
    assert prepared(events, prefix="/")[0].path == "/v1/track"


def test_told_which_it_repeats(stored: Stored) -> None:
    sent = prepared(
        stored(("/v1/batch", b"[{},{}]"), ("/v1/track", b"{}")), Changes(tells_numbers=True)
    )
    assert [dict(each.headers)["X-Track-Debugger-Replay"] for each in sent] == ["1-2", "3"]


def test_masked_on_its_way_out(stored: Stored) -> None:
    redactor = Redactor(Redaction())
    changes = Changes(redactor=redactor, write_key="target-key-99", new_ids=NewIds())
    (sent,) = prepared(stored(("/v1/batch", PRIVATE)), changes)
    for private in (b"ann", b"203.0.113.9", b"secret-key-123", b"m-1"):
        assert private not in sent.body
    body = json.loads(sent.body)
    assert body["writeKey"] == "target-key-99"
    assert body["batch"][0]["event"] == "A b"
    assert b'"n":1e0' in sent.body
    assert (
        dict(sent.headers)["authorization"]
        == "Basic " + base64.b64encode(b"target-key-99:").decode()
    )
    assert redactor.counts == {"user": 1, "ip": 1, "email": 1, "key": 1}


def test_no_key_at_all(stored: Stored) -> None:
    (sent,) = prepared(stored(("/v1/batch", PRIVATE)), Changes(write_key=""))
    assert b"secret-key-123" not in sent.body
    assert "authorization" not in dict(sent.headers)
    assert sent.body == PRIVATE.replace(b"secret-key-123", b"")


def test_times_move_with_the_sending(stored: Stored) -> None:
    body = b'{"timestamp":"2026-01-01T00:00:00Z"}'
    (sent,) = prepared(stored(("/v1/track", body)), Changes(times_now=True))
    assert sent.body == body.replace(b"00:00:00", b"00:00:02")
