"""What the sink's process keeps to, seen from outside."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.running_sink import PATIENCE, RunningSink

LARGE = b'{"type": "track", "event": "' + b"x" * 30_000_000 + b'"}'


def most_megabytes(pid: int) -> float:
    """The most memory that a process ever held."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was held")
def test_large_bodies_sent_at_once_do_not_fill_the_memory(sink: RunningSink) -> None:
    def send(_: int) -> int:
        with closing(HTTPConnection("127.0.0.1", sink.port, timeout=PATIENCE)) as connection:
            connection.request("POST", "/v1/track", LARGE)
            return connection.getresponse().status

    with ThreadPoolExecutor(8) as senders:
        assert list(senders.map(send, range(8))) == [400] * 8  # larger than Segment takes

    assert most_megabytes(sink.child.pid) < 300
    assert sink.body(8) == LARGE
