"""Node with the real SDKs, for the tests that drive them; without it they are skipped with a reason."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

FOLDER = Path(__file__).parent / "clients" / "node"
"""Holds the SDKs' locked versions, and `node_modules` once they are installed."""


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


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the SDKs installed at their locked versions."""
    found, npm = program("node"), program("npm")
    installed = FOLDER / "node_modules" / ".package-lock.json"
    locked = FOLDER / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ended = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
        if ended.returncode:
            absent(f"npm ci failed: {ended.stderr.strip().splitlines()[-1:]}")
    return found
