"""The Python SDKs of the Segment family, unmodified, with nothing but `host` set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import CALLS
from tests.node_sdks import absent
from tests.running_sink import PATIENCE, RunningSink

APP = Path(__file__).with_name("send.py")
LOCK = Path(__file__).with_name("analytics-python-1.txt")
INSTALLED = Path(__file__).resolve().parents[2] / "build" / "clients" / "analytics-python-1"
"""Away from the others: it wants an older `backoff` than Segment's SDK of today."""

SYNC_OR_NOT = [[], ["sync_mode"]]


@pytest.fixture(scope="session")
def analytics_1() -> Path:
    """A folder with the SDK of before 2023, which many apps still have."""
    done = INSTALLED / "installed"
    if not done.exists() or done.read_bytes() != LOCK.read_bytes():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--no-deps"]
        ended = subprocess.run(
            [*command, "--require-hashes", "--target", str(INSTALLED), "-r", str(LOCK)],
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            absent(f"pip cannot install analytics-python 1: {ended.stderr.strip()[-200:]}")
        done.write_bytes(LOCK.read_bytes())
    return INSTALLED


def send(sdk: str, sink: RunningSink, *options: str, path: str = "") -> None:
    """Runs the app to its end."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", str(APP), sdk, sink.address, *options],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def check(sink: RunningSink, library: str, *, gzip: bool, at_once: bool) -> None:
    """All six calls are in the session once, with their key, and none breaks the spec."""
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)
    assert len({event.row.message_id for event in events}) == len(CALLS)
    for event in events:
        assert event.row.source.startswith(library)
        assert event.source.write_key == "wk_python_123"
        assert event.request.path == "/v1/batch"
        assert event.request.encoding == ("gzip" if gzip else "identity")
        assert (event.row.errors, event.row.warnings) == (0, 0)
        assert event.row.position == 0 or not at_once


@pytest.mark.clients
@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("modes", SYNC_OR_NOT, ids="".join)
def test_segments_of_today(sink: RunningSink, modes: list[str], *, gzip: bool) -> None:
    send("segment", sink, *modes, *(["gzip"] if gzip else []))
    check(sink, "analytics-python 2.", gzip=gzip, at_once=bool(modes))


@pytest.mark.clients
@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("modes", SYNC_OR_NOT, ids="".join)
def test_segments_of_before_2023(
    sink: RunningSink, analytics_1: Path, modes: list[str], *, gzip: bool
) -> None:
    options = [*modes, *(["gzip"] if gzip else [])]
    send("analytics-1", sink, *options, path=str(analytics_1))
    check(sink, "analytics-python 1.4", gzip=gzip, at_once=bool(modes))


@pytest.mark.clients
@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("modes", SYNC_OR_NOT, ids="".join)
def test_rudderstacks_which_is_told_apart(
    sink: RunningSink, modes: list[str], *, gzip: bool
) -> None:
    send("rudder", sink, *modes, f"gzip={'on' if gzip else 'off'}")
    check(sink, "rudder-sdk-python 2.1", gzip=gzip, at_once=bool(modes))
