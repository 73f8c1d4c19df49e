"""The Python SDKs of the Segment family, unmodified, with nothing but `host` set."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.clients.conftest import CALLS, LEFT, address, calls, each_once, ran, trusting
from tests.node_sdks import absent
from tests.running_sink import RunningSink

pytestmark = pytest.mark.clients

APP = Path(__file__).with_name("send.py")
LOCK = Path(__file__).with_name("analytics-python-1.txt")
INSTALLED = Path(__file__).resolve().parents[2] / "build" / "clients" / "analytics-python-1"
"""Away from the others: it wants an older `backoff` than Segment's SDK of today."""

SDKS = {
    "segment": "analytics-python 2.",
    "analytics-1": "analytics-python 1.4",
    "rudder": "rudder-sdk-python 2.1",
}
WAYS = [
    *product(SDKS, ["http"], [(), ("sync_mode",)], ["gzip=on", "gzip=off"]),
    *product(SDKS, ["https"], [()], ["gzip=on"]),
]


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


def send(
    sdk: str, host: str, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs the app to its end."""
    command = [sys.executable, "-W", "ignore", str(APP), sdk, host, *options]
    return ran(command, environment)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_all_six_calls_arrive_once(
    sink: RunningSink, analytics_1: Path, way: tuple[str, str, tuple[str, ...], str]
) -> None:
    sdk, scheme, modes, gzip = way
    path = str(analytics_1) if sdk == "analytics-1" else ""
    ended = send(sdk, address(sink, scheme), *modes, gzip, PYTHONPATH=path, **trusting(sink))

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    each_once(events, len(CALLS))
    assert calls(events) == CALLS
    for event in events:
        assert event.row.source.startswith(SDKS[sdk])
        assert event.source.write_key == "wk_python_123"
        assert event.request.path == "/v1/batch"
        assert event.request.encoding == ("gzip" if gzip == "gzip=on" else "identity")
        assert event.row.position == 0 or not modes


def test_without_trust_nothing_arrives_and_the_app_says_why(sink: RunningSink) -> None:
    ended = send("segment", address(sink, "https"), "sync_mode")

    assert "CERTIFICATE_VERIFY_FAILED" in ended.stderr
    assert sink.events() == []
    assert "untrusted" in sink.seen_until("untrusted")


def test_https_to_the_port_for_http_is_said_to_be_no_tls(sink: RunningSink) -> None:
    ended = send("segment", f"https://127.0.0.1:{sink.port}", "sync_mode")

    assert "WRONG_VERSION_NUMBER" in ended.stderr
    assert sink.events() == []


def test_an_app_without_host_would_leave_the_machine_and_that_would_be_seen(
    sink: RunningSink,
) -> None:
    ended = send("segment", "", "sync_mode")

    assert ended.returncode == LEFT
    assert ended.stderr.endswith("leaves the machine: api.segment.io\n")
    assert sink.events() == []
