"""What SDKs send by default is clean: nobody can mend what an SDK adds of itself.

Each file in `sdk_shapes/` has the calls of one SDK, a request a line, in the shape in which it sends them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.findings import Severity
from debugger.spec import inspect
from debugger.wire.intake import read

SHAPES = sorted((Path(__file__).parent / "sdk_shapes").glob("*.ndjson"))
RECEIVED_AT = 1_791_105_165_900_000
"""2026-10-04T09:12:45.900Z: soon after the calls were made."""


def arrival(body: bytes) -> Arrival:
    return Arrival(
        received_at=RECEIVED_AT,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/batch",
        headers=(),
        body=body,
        client="127.0.0.1:51324",
    )


ITS_OWN = ("/_metadata", "/channel", "/context", "/integrations", "/messageId", "/sentAt")
"""What an SDK adds of itself to what the app says."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_calls_of_an_sdk_have_no_error_and_no_warning(shape: Path) -> None:
    for line in shape.read_bytes().splitlines():
        for message in read(arrival(line)).messages:
            assert message.problem is None
            found = [each for each in inspect(message) if each.severity > Severity.ADVICE]
            assert not found, message.type


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_nothing_at_all_is_said_about_what_an_sdk_adds_of_itself(shape: Path) -> None:
    for line in shape.read_bytes().splitlines():
        for message in read(arrival(line)).messages:
            assert not [each for each in inspect(message) if each.pointer.startswith(ITS_OWN)]


OWN_NAMES = {
    "analytics-go": "analytics-go",
    "analytics-next": "analytics.js",
    "analytics-next-batching": "analytics.js",
    "analytics-next-snippet": "analytics.js",
    "analytics-node": "@segment/analytics-node",
    "analytics-node-legacy": "analytics-node",
    "analytics-python-1": "analytics-python",
    "jitsu-js": "@jitsu/js",
    "rudder-analytics-js": "RudderLabs JavaScript SDK",
    "rudder-sdk-go": "rudder-sdk-go",
    "rudder-sdk-node": "rudder-sdk-node",
    "rudder-sdk-python": "rudder-sdk-python",
    "segment-analytics-python": "analytics-python",
}
"""By the library's name and by `channel`, which RudderStack's alone send."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_each_call_of_an_sdk_is_told_to_be_from_it(shape: Path) -> None:
    messages = [m for line in shape.read_bytes().splitlines() for m in read(arrival(line)).messages]
    libraries = {message.source.library for message in messages}

    if shape.stem in OWN_NAMES:
        assert libraries == {OWN_NAMES[shape.stem]}
    assert len(libraries) == 1
    assert libraries != {""}


MOBILE = ("android", "flutter", "ios", "kotlin", "react-native", "swift")
LIFECYCLE = {f"Application {what}" for what in ("Installed", "Updated", "Opened", "Backgrounded")}


@pytest.mark.parametrize("mobile", MOBILE)
def test_mobile_sdks_tell_of_the_life_of_their_app(mobile: str) -> None:
    shape = next(each for each in SHAPES if each.stem == f"analytics-{mobile}")
    messages = [
        message
        for line in shape.read_bytes().splitlines()
        for message in read(arrival(line)).messages
    ]
    events = {message.fields.get("event") for message in messages}
    assert events >= LIFECYCLE | {"Deep Link Opened"}


def test_there_are_shapes_of_many_sdks() -> None:
    assert len(SHAPES) >= 25
