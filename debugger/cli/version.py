"""The version of this program, where it is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of


def version() -> str:
    """`0.1.0`; `unknown` when the code runs without having been installed."""
    try:
        return version_of("track-debugger")
    except PackageNotFoundError:
        return "unknown"
