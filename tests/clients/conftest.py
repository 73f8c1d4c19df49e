"""Real SDKs against the real sink. Where Node or Chromium is absent, their tests are skipped with a reason."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.running_sink import RunningSink, running_sink

NODE = Path(__file__).parent / "node"
CALLS = {
    ("identify", None),
    ("track", "Order Completed"),
    ("page", "Home"),
    ("screen", "Start"),
    ("group", None),
    ("alias", None),
}
"""Type and name of what every app here sends."""


def absent(what: str) -> NoReturn:
    """Skips, or fails where every client is required (`REQUIRE_CLIENTS=1`)."""
    if os.environ.get("REQUIRE_CLIENTS"):
        pytest.fail(what)
    pytest.skip(what)


def program(*names: str) -> str:
    """The path of the first of `names` that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    absent(f"{' or '.join(names)} is not installed")


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    """A sink as a child process, on a free port."""
    with running_sink(tmp_path / "client.tdsession") as running:
        yield running


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the SDKs installed at their locked versions."""
    found, npm = program("node"), program("npm")
    installed = NODE / "node_modules" / ".package-lock.json"
    locked = NODE / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ended = subprocess.run(command, cwd=NODE, capture_output=True, text=True, check=False)
        if ended.returncode:
            absent(f"npm ci failed: {ended.stderr.strip().splitlines()[-1:]}")
    return found
