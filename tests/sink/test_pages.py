"""The pages and the script that we serve: they know our address, and nothing that was captured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from debugger.events import Transport
from tests.running_sink import RunningSink

PAGES = ["/mirror", "/demo"]
USER = "walker-5120"


@pytest.fixture
def client(sink: RunningSink) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sink.address, trust_env=False) as opened:
        yield opened


@pytest.mark.parametrize("path", PAGES)
def test_a_page_lets_nothing_else_in_and_holds_nothing_captured(
    client: httpx.Client, path: str
) -> None:
    client.post("/v1/track", json={"type": "track", "event": "Walk Booked", "userId": USER})
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert USER not in answer.text
    assert not re.search(r"<(?:link|img|iframe|script[^>]*src)", answer.text)


def test_the_mirror_talks_to_the_address_it_was_asked_by(client: httpx.Client) -> None:
    asked = client.get("/mirror.js", headers={"host": "debug.localhost:9911"})
    assert 'const SINK = "ws://debug.localhost:9911/v1/mirror"' in asked.text
    assert asked.headers["content-type"] == "text/javascript; charset=utf-8"
    assert asked.headers["cross-origin-resource-policy"] == "cross-origin"

    no_name = client.get("/mirror.js", headers={"host": '"><script>'})
    assert f'const SINK = "ws://{client.base_url.netloc.decode()}/v1/mirror"' in no_name.text


def test_the_bookmarklets_carry_the_code_itself(sink: RunningSink, client: httpx.Client) -> None:
    found = re.findall(r'href="(javascript:[^"]+)"', client.get("/mirror").text)

    plain, telling = (unquote(each.removeprefix("javascript:")) for each in found)
    for code, findings in ((plain, "false"), (telling, "true")):
        assert code.startswith("(function () {")
        assert code.endswith("})()")
        assert f'const SINK = "ws://127.0.0.1:{sink.port}/v1/mirror"' in code
        assert f"let findings = {findings} ||" in code
        assert "//" not in re.sub(r'"[^"]*"|\s// .*', "", code)


def test_over_https_the_mirror_is_safe_too(sink: RunningSink) -> None:
    address = sink.first["https"]
    with httpx.Client(verify=False, trust_env=False) as client:  # noqa: S501  who it is, is not the question
        assert '"wss://' in client.get(f"{address}/mirror.js").text


def test_who_loads_it_and_who_connects_is_told(sink: RunningSink, client: httpx.Client) -> None:
    page = "https://shop.example"
    client.get("/mirror.js", headers={"referer": f"{page}/cart"})
    seen = sink.line_with("seen")
    assert (seen["kind"], seen["origin"]) == ("mirror-script", page)

    url = f"ws://127.0.0.1:{sink.port}/v1/mirror?writeKey=wk_a1b2c3d43f"
    with connect(url, proxy=None, origin=Origin(page)) as socket:
        seen = sink.line_with("seen")
        assert (seen["kind"], seen["origin"], seen["key"]) == ("mirror-connected", page, "wk_…3f")
        socket.send('{"type": "page", "anonymousId": "a"}')
        assert '"stored": true' in str(socket.recv())


def test_a_posted_copy_is_marked_too(sink: RunningSink, client: httpx.Client) -> None:
    call = {"type": "track", "event": "Walk Booked", "userId": "u", "messageId": "m-1"}
    client.post("/v1/track", json=call)
    client.post("/v1/mirror", json={"batch": [call], "writeKey": "wk_a1b2c3d43f"})

    own, copy = sink.events()
    assert (own.row.transport, copy.row.transport) == (Transport.HTTP, Transport.MIRROR)
    assert copy.source.write_key == "wk_a1b2c3d43f"
    assert copy.request.method == "POST"
    assert not copy.findings  # the same messageId, but no retry
