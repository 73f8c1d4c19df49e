"""Whatever bytes come over the wire: never a fault of ours, and never without a row or a word of it."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Iterator

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debugger.sink.limits import Limits
from tests.running_sink import PATIENCE
from tests.sink.conftest import SinkInThread
from tests.sink.test_limits import everything

METHODS = st.sampled_from(["POST", "POST", "POST", "GET", "PUT", "OPTIONS", "HEAD", "DELETE"])
PATHS = st.sampled_from(
    ["/v1/batch", "/v1/t", "/", "/x", "/v1/pixel/track?data=e30", "/v1/m", "/k/settings", "/v1/ws"]
) | st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40).map(
    lambda text: f"/{text}"
)
NAMES = st.sampled_from(
    [
        *(b"Content-Type", b"Content-Encoding", b"Authorization", b"X-Write-Key", b"User-Agent"),
        *(b"Host", b"Transfer-Encoding", b"Content-Length", b"Expect", b"Upgrade", b"Connection"),
        *(b"Origin", b"Cookie"),
    ]
)
VALUES = st.binary(max_size=60) | st.sampled_from(
    [
        *(
            b"gzip",
            b"br",
            b"deflate",
            b"chunked",
            b"100-continue",
            b"websocket",
            b"Upgrade",
            b"h2c",
        ),
        *(b"Basic bm9uZQ==", b"Basic \xff", b"text/plain", b"0", b"9", b"\r\n", b"null"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
"""With NaN, Infinity, NUL and lone surrogates among it."""
BODIES = st.binary(max_size=300) | JSON.map(
    lambda value: json.dumps({"batch": [value], "type": value, "context": value}).encode()
)
CODINGS = st.sampled_from([bytes, bytes, gzip.compress, zlib.compress, brotli.compress])


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SinkInThread]:
    limits = Limits(header_seconds=0.5, idle_seconds=0.5)
    started = SinkInThread(tmp_path_factory.mktemp("any") / "any.tdsession", limits)
    with started.running():
        yield started


def said(sink: SinkInThread) -> int:
    """How much is told: rows, refusals, and what is seen beside events."""
    return sink.told.newest + sink.told.refusals.total() + sink.seen_once().total()


def whole(method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> bytes:
    """The bytes of a request, whose headers may say anything."""
    lines = b"".join(b"%b: %b\r\n" % header for header in headers)
    head = b"%b %b HTTP/1.1\r\nConnection: close\r\n%bContent-Length: %d\r\n\r\n"
    return head % (method.encode(), path.encode(), lines, len(body)) + body


REQUESTS = st.builds(
    whole,
    METHODS,
    PATHS,
    st.lists(st.tuples(NAMES, VALUES), max_size=5),
    st.builds(lambda coding, body: coding(body), CODINGS, BODIES),
)
ODD = b'{"event": "\\ud83d\\u0000", "n": NaN, "big": 1180591620717411303424}'
MARKED = b"\xef\xbb\xbf{}\0"


@settings(max_examples=120)
@given(request=REQUESTS)
@example(whole("POST", "/v1/t", [], ODD))
@example(whole("POST", "/v1/t", [(b"Content-Encoding", b"gzip")], gzip.compress(MARKED)))
@example(whole("POST", "/v1/t", [(b"Transfer-Encoding", b"chunked")], b"5\r\n{"))
def test_any_request(sink: SinkInThread, request: bytes) -> None:
    before = said(sink)
    with socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = everything(connection)

    assert not answer.startswith(b"HTTP/1.1 5")
    assert answer == b"" or answer.startswith(b"HTTP/1.1 ")
    sink.wait_until(lambda: said(sink) > before)


@given(raw=st.binary(max_size=400).filter(lambda raw: raw.strip(b"\r\n")), leaves=st.booleans())
@example(raw=b"\x16\x03\x01", leaves=False)
@example(raw=b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", leaves=False)
@example(raw=b"POST /v1/t HTTP/1.1\r\nHost: ", leaves=True)
@settings(max_examples=60)
def test_any_bytes(sink: SinkInThread, raw: bytes, *, leaves: bool) -> None:
    before = said(sink)
    with socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as connection:
        connection.sendall(raw)
        if leaves:
            connection.shutdown(socket.SHUT_WR)
        answer = everything(connection)

    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    sink.wait_until(lambda: said(sink) > before)
