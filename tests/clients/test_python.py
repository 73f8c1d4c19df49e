"""segment-analytics-python, unmodified, with nothing but `host` set."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import CALLS
from tests.running_sink import PATIENCE, RunningSink

APP = Path(__file__).with_name("send.py")


@pytest.mark.clients
@pytest.mark.parametrize(
    "options", [[], ["gzip"], ["sync_mode"], ["gzip", "sync_mode"]], ids="+".join
)
def test_all_six_calls_arrive(sink: RunningSink, options: list[str]) -> None:
    command = [sys.executable, str(APP), sink.address, *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)
    for event in events:
        assert event.row.source.startswith("analytics-python 2.")
        assert event.source.write_key == "wk_python_123"
        assert event.request.path == "/v1/batch"
        assert event.request.encoding == ("gzip" if "gzip" in options else "identity")
        assert event.row.errors == 0
        assert (event.row.position == 0) or "sync_mode" not in options
