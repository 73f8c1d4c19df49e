"""Who is writing a session, kept in the file itself and checked against the running processes.

A lock on the file would be surer, but closing any other descriptor of it in the same process drops
the locks SQLite relies on (https://sqlite.org/howtocorrupt.html, 2.2), and a lock file beside it is
one more file to lose or leave behind. So the writer leaves its process number and start, which end
with it, whichever way it ends; the claim is made inside a write transaction, so two cannot both win.
"""

from __future__ import annotations

import os
from pathlib import Path

_STATE, _START = 0, 19
"""Fields of /proc/PID/stat, counted after the program's name (proc(5): 3 and 22)."""


def this_process() -> str:
    """What marks this process while it runs, and no other ever: its number and its start."""
    return f"{os.getpid()} {_start(os.getpid())}".strip()


def is_running(mark: str) -> bool:
    """Whether the process that `this_process` marked still runs."""
    number, _, start = mark.partition(" ")
    if not number.isdecimal() or not 0 < int(number) < 2**31:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs, and is another user's
    return not start or start == _start(int(number))


def _start(number: int) -> str:
    """When the process started and since which boot; empty where /proc does not say or it has ended."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return "" if fields[_STATE] == "Z" else f"{fields[_START]}@{boot}"
