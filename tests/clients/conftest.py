"""Real SDKs against the real sink. Where Node or Chromium is absent, their tests are skipped with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_sink import RunningSink, running_sink

CALLS = {
    ("identify", None),
    ("track", "Order Completed"),
    ("page", "Home"),
    ("screen", "Start"),
    ("group", None),
    ("alias", None),
}
"""Type and name of what every app here sends."""


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    """A sink as a child process, on a free port."""
    with running_sink(tmp_path / "client.tdsession") as running:
        yield running
