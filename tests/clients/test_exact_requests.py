"""SDKs whose runtimes are not here: the requests that their sources make, over HTTPS where they insist on it.

Their calls are those of `tests/spec/sdk_shapes`.
"""

from __future__ import annotations

import gzip
import http.client
import json
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from debugger.wire.batch import split
from tests.running_sink import PATIENCE, RunningSink, running_sink

SHAPES = Path(__file__).resolve().parents[1] / "spec" / "sdk_shapes"
KEY = "k3yOfYourSource"
BASIC = {"Authorization": f"Basic {b64encode(f'{KEY}:'.encode()).decode()}"}
JSON = {"Content-Type": "application/json"}
JSON_UTF8 = {"Content-Type": "application/json; charset=utf-8"}
GZIP = {"Content-Encoding": "gzip"}


@dataclass(frozen=True, kw_only=True)
class Sdk:
    """How one SDK sends."""

    path: str
    headers: dict[str, str]
    secure: bool = False
    chunked: bool = False
    settings: str = ""
    """What it fetches before."""


SDKS = {
    "analytics-swift": Sdk(
        path="/v1/b", headers=JSON_UTF8, secure=True, settings=f"/v1/projects/{KEY}/settings"
    ),
    "analytics-kotlin": Sdk(
        path="/v1/b",
        headers={"Content-Type": "text/plain", **GZIP},
        secure=True,
        chunked=True,
        settings=f"/v1/projects/{KEY}/settings",
    ),
    "analytics-flutter": Sdk(
        path="/v1/b", headers=JSON_UTF8, secure=True, settings=f"/v1/projects/{KEY}/settings"
    ),
    "analytics-csharp": Sdk(
        path="/v1/b",
        headers={**GZIP, "Connection": "close"},
        secure=True,
        settings=f"/v1/projects/{KEY}/settings",
    ),
    "analytics-go": Sdk(path="/v1/batch", headers={**BASIC, **JSON}),
    "analytics-java": Sdk(path="/v1/import/", headers={**BASIC, **JSON, "X-Retry-Count": "1"}),
    "analytics-ruby": Sdk(path="/v1/batch", headers={**BASIC, **JSON}, secure=True),
    "analytics-php": Sdk(path="/v1/batch", headers={**BASIC, **JSON, **GZIP}, secure=True),
    "analytics-rust": Sdk(path="/v1/batch", headers={**BASIC, **JSON}),
    "analytics-ios": Sdk(path="/v1/batch", headers={**JSON, **GZIP}, secure=True),
    "analytics-android": Sdk(
        path="/v1/import", headers={**BASIC, **JSON, **GZIP}, secure=True, chunked=True
    ),
    "rudder-sdk-go": Sdk(
        path="/v1/batch",
        headers={**BASIC, **JSON, **GZIP, "RS-targetNode": "0", "RS-nodeCount": "1"},
        settings="/cluster-info",
    ),
    "rudder-sdk-ios": Sdk(
        path="/v1/batch",
        headers={**BASIC, **JSON, "AnonymousId": "YS0x"},
        settings="/sourceConfig?p=ios&v=1.0.0",
    ),
    "rudder-sdk-android": Sdk(
        path="/v1/batch",
        headers={**BASIC, **JSON, **GZIP, "AnonymousId": "YS0x"},
        settings="/sourceConfig?p=android&v=1.0.0",
    ),
}


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("exact") / "exact.tdsession") as running:
        yield running


def connection(sink: RunningSink, *, secure: bool) -> http.client.HTTPConnection:
    if not secure:
        return http.client.HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)
    port = int(sink.first["https"].rpartition(":")[2])
    trusting = ssl.create_default_context(cafile=sink.first["certificate"])
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)


@pytest.mark.parametrize("name", SDKS)
def test_every_call_arrives_as_it_was_sent(sinks: RunningSink, name: str) -> None:
    sdk = SDKS[name]
    bodies = (SHAPES / f"{name}.ndjson").read_bytes().splitlines()
    before = len(sinks.rows())
    for body in bodies:
        sent = gzip.compress(body) if sdk.headers.get("Content-Encoding") == "gzip" else body
        with closing(connection(sinks, secure=sdk.secure)) as app:
            if sdk.settings:
                app.request("GET", sdk.settings, headers=BASIC)
                settings = app.getresponse()
                assert settings.status == 200
                assert isinstance(json.loads(settings.read()), dict)
            pieces = iter([sent[:9], sent[9:]]) if sdk.chunked else sent
            app.request("POST", sdk.path, pieces, headers=sdk.headers, encode_chunked=sdk.chunked)
            answer = app.getresponse()
            assert (answer.status, json.loads(answer.read())) == (200, {"success": True})

    batches = [split(body) for body in bodies]
    expected = [message for batch in batches if batch for message in batch.messages]
    events = sinks.events()[before:]
    assert [event.payload for event in events] == expected
    for event in events:
        assert event.source.write_key == KEY
        assert event.request.path == sdk.path
        assert not event.row.problem
        assert event.request.encoding == (
            "gzip" if "Content-Encoding" in sdk.headers else "identity"
        )
