"""The Node SDKs of the Segment family, unmodified, with nothing but their host set."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.clients.conftest import CALLS
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import PATIENCE, RunningSink


def send(node: str, app: str, sink: RunningSink) -> None:
    """Runs an app, with its options, to its end."""
    ended = subprocess.run(
        [node, *app.split()],
        cwd=NODE,
        env={**os.environ, "HOST": sink.address},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.clients
@pytest.mark.parametrize(
    ("app", "source", "encoding"),
    [
        ("send.mjs", "analytics-node 3.1.0", "identity"),
        ("send_legacy.mjs", "analytics-node 6.2.0", "identity"),
        ("send_rudder.mjs", "rudder-sdk-node 3.0.13", "gzip"),
        ("send_rudder.mjs gzip=off", "rudder-sdk-node 3.0.13", "identity"),
    ],
)
def test_all_six_calls_arrive(
    sink: RunningSink, node: str, app: str, source: str, encoding: str
) -> None:
    send(node, app, sink)

    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)
    assert len({event.row.message_id for event in events}) == len(CALLS)
    for event in events:
        assert event.row.source == source
        assert event.source.write_key == "wk_node_123"
        assert event.request.encoding == encoding
        assert (event.row.errors, event.row.warnings) == (0, 0)


@pytest.mark.clients
def test_jitsu_whose_key_is_masked_in_the_message(sink: RunningSink, node: str) -> None:
    send(node, "send_jitsu.mjs", sink)

    events = sink.events()
    assert [(event.row.type, event.request.path) for event in events] == [
        (name, f"/api/s/{name}") for name in ("identify", "track", "page", "group")
    ]
    for event in events:
        assert event.row.source == "@jitsu/js 1.11.0"
        assert event.source.write_key == "wk_jitsu:secret_123"
        assert (event.row.errors, event.row.warnings) == (0, 0)


@pytest.mark.clients
def test_the_lock_names_no_registry() -> None:
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert '"integrity"' in lock
