"""What is answered: status, headers and body of every route, and the CORS headers on all of them."""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode
from dataclasses import dataclass
from functools import lru_cache

from debugger.wire.served_page import ServedPage

Headers = tuple[tuple[bytes, bytes], ...]

RETRY_AFTER = 5
"""Seconds a sender is asked to wait before it sends again what could not be stored."""

_JSON = b"application/json"
_UNSENDABLE = re.compile(rb"[^\t\x20-\x7e\x80-\xff]")
_HOST = re.compile(r"[A-Za-z0-9._~%:\[\]-]{1,255}")
_CLEAR_PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_PRIVATE = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_WELCOME = """Track Debugger is listening here for Segment's tracking calls.

Set this address as the host of an app's SDK, and its calls appear in Track Debugger's window or
terminal. Nothing that was captured can be read from this address.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, all but its CORS headers."""

    status: int
    headers: Headers
    body: bytes = b""


def _answer(status: int, content_type: bytes, body: bytes, *more: tuple[bytes, bytes]) -> Answer:
    return Answer(
        status,
        (
            (b"content-type", content_type),
            (b"content-length", str(len(body)).encode()),
            (b"x-content-type-options", b"nosniff"),
            *more,
        ),
        body,
    )


def _json(status: int, content: object, *more: tuple[bytes, bytes]) -> Answer:
    return _answer(status, _JSON, json.dumps(content).encode(), *more)


SUCCESS = _json(200, {"success": True})
"""Stored. Java, Ruby and Jitsu need the JSON; older Python SDKs take any other 2xx for a failure."""

PIXEL = _answer(200, b"image/gif", _CLEAR_PIXEL, (b"cache-control", b"no-store"))
PREFLIGHT = Answer(204, ())
CLUSTER_INFO = _json(200, {"nodeCount": 1})
HOME = _answer(
    200,
    b"text/plain; charset=utf-8",
    _WELCOME.encode(),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def script(text: bytes) -> Answer:
    """JavaScript for any page, from here each time."""
    return _answer(
        200,
        b"text/javascript; charset=utf-8",
        text,
        (b"cache-control", b"no-store"),
        (b"cross-origin-resource-policy", b"cross-origin"),
    )


def page(served: ServedPage) -> Answer:
    """A page of ours, for whoever opens it; no other page may embed or read it."""
    return _answer(
        200,
        b"text/html; charset=utf-8",
        served.text.encode(),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", served.policy.encode()),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"referrer-policy", b"no-referrer"),
    )


def error(status: int, code: str, message: str, *more: tuple[bytes, bytes]) -> Answer:
    """A fault as JSON. Python's older SDKs resend an error for ever that has no `code`."""
    return _json(status, {"success": False, "code": code, "message": message}, *more)


def private(body: bytes, content_type: bytes = _JSON) -> Answer:
    """What was captured, for a program that may read it: nothing keeps it, and no page is lent it."""
    return _answer(200, content_type, body, *_PRIVATE)


def private_error(status: int, code: str, message: str, *more: tuple[bytes, bytes]) -> Answer:
    """Why there is nothing to read."""
    return error(status, code, message, *_PRIVATE, *more)


def unavailable(message: str, *, retry_after: int = RETRY_AFTER) -> Answer:
    """What came could not be stored: the sender is asked to come again, in seconds."""
    after = (b"retry-after", str(retry_after).encode())
    return error(503, "unavailable", message, after)


def simulated(status: int, *, retry_after: float) -> Answer:
    """An answer that a fault gives: as Segment's API has it, with Retry-After in seconds where it is not 0."""
    headers: list[tuple[bytes, bytes]] = []
    if retry_after:
        seconds = str(math.ceil(retry_after)).encode()
        headers.append((b"retry-after", seconds))
        if status == 429:
            headers.append((b"x-ratelimit-reset", seconds))
    return error(status, *words_of(status), *headers)


def words_of(status: int) -> tuple[str, str]:
    """Code and message of a simulated status."""
    code, message = _SIMULATED[status]
    return code, f"{message} (simulated by Track Debugger)"


_SIMULATED = {
    400: ("bad_request", "Bad request"),
    413: ("payload_too_large", "Exceed payload limit"),
    429: ("too_many_requests", "Too many requests"),
    500: ("internal_error", "Internal server error"),
    503: ("unavailable", "Service unavailable"),
}


def not_found(method: str, path: str) -> Answer:
    """A path that means nothing here. It is named without its query, which may hold a key."""
    what = f"{method} {path.partition('?')[0][:200]}"
    return error(404, "not_found", f"{what} is no route of Segment's API.")


def settings(key: str, *, host: str, listening: str, protocol: str = "http") -> Answer:
    """What the browser and mobile SDKs fetch before they send anything.

    Without `Segment.io` in it analytics.js sends to Segment's own servers, and mobile SDKs let its
    `apiHost` override their own: so it names the address that was asked, `host`, or `listening`
    (both `name:port`) where the asker named none that could be one. A sample rate of 0 keeps the
    SDK's own metrics away.
    """
    address = asked_address(host, listening)
    segment = {"apiKey": key, "apiHost": f"{address}/v1", "protocol": protocol}
    content = {"integrations": {"Segment.io": segment}, "plan": {}, "metrics": {"sampleRate": 0}}
    return _json(200, content, (b"cache-control", b"no-store"))


def asked_address(host: str, listening: str) -> str:
    """What an asker calls us, `host`, or `listening` (both `name:port`) where that could be no name."""
    return host if _HOST.fullmatch(host) else listening


def source_config(key: str) -> Answer:
    """What RudderStack's SDKs fetch before they send anything."""
    source = {
        "id": "local",
        "name": "Track Debugger",
        "writeKey": key,
        "config": {},
        "enabled": True,
        "workspaceId": "local",
        "destinations": [],
    }
    return _json(200, {"source": source}, (b"cache-control", b"no-store"))


@lru_cache(maxsize=256)
def cors(
    origin: bytes | None,
    *,
    preflight: bool,
    asked_headers: bytes | None = None,
    private_network: bool = False,
) -> Headers:
    """Lets any page send here, which is the product; all it may read is that it was stored.

    Credentials are not allowed: no measured SDK asks for them (a beacon carries cookies, but needs no
    answer), and cookies of other local apps are none of ours. `asked_headers` are those of a
    preflight; analytics.js asks for `authorization`, others for headers of their own.
    """
    if origin is None:
        return ((b"vary", b"Origin"),)
    headers = [
        (b"access-control-allow-origin", _UNSENDABLE.sub(b"", origin)),
        (b"access-control-expose-headers", b"Retry-After, X-RateLimit-Reset"),
        (b"vary", b"Origin"),
    ]
    if private_network:
        headers.append((b"access-control-allow-private-network", b"true"))
    if preflight:
        headers += [
            (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
            (b"access-control-allow-headers", _UNSENDABLE.sub(b"", asked_headers or b"*")),
            (b"access-control-max-age", b"7200"),  # the most that Chromium heeds
        ]
    return tuple(headers)
