"""Sets this process up for recording: how it gives memory back, looks for garbage and shares its time."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from importlib import import_module

_COLLECT_AFTER = 100_000
"""New objects between two searches for reference cycles: parsed messages hold none."""

_TURN = 0.0001
"""Seconds that one thread runs while another waits: taking in goes on during judging, and more is
committed together. Measured, a tenth faster than Python's own 0.005."""

_LARGE_BLOCK = 1024 * 1024
"""Bytes; blocks from here on are the system's again once they are free. By itself glibc learns from
the first large body to keep room for two of them (mallopt(3), M_MMAP_THRESHOLD)."""

_M_MMAP_THRESHOLD = -3

_FILES = 4096
"""Sockets and other files that may be open."""


def prepare() -> None:
    """Call it once everything is imported, and before the first thread starts."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    sys.setswitchinterval(_TURN)
    _allow_files()
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library than glibc
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)


def _allow_files() -> None:
    """Room for as many connections as `Limits` holds: shells allow 256 files on macOS, 1024 on Linux."""
    if sys.platform != "win32":
        resource = import_module("resource")
        allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
        if allowed != resource.RLIM_INFINITY and allowed < wanted:
            with suppress(OSError, ValueError):  # refused: then fewer connections have room
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
