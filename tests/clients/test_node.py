"""@segment/analytics-node, unmodified, with nothing but `host` set."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.clients.conftest import CALLS
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import PATIENCE, RunningSink


@pytest.mark.clients
def test_all_six_calls_arrive(sink: RunningSink, node: str) -> None:
    ended = subprocess.run(
        [node, "send.mjs"],
        cwd=NODE,
        env={**os.environ, "HOST": sink.address},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)
    for event in events:
        assert event.row.source == "analytics-node 3.1.0"
        assert event.source.write_key == "wk_node_123"
        assert event.row.errors == 0


@pytest.mark.clients
def test_the_lock_names_no_registry() -> None:
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert '"integrity"' in lock
