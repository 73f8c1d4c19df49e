"""Which program has a port, where the system tells: on Linux, from /proc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from debugger.payload.text import elided, visible

_LISTENS = "0A"
"""The state of a socket that listens, in /proc/net/tcp (include/net/tcp_states.h)."""

_LONGEST = 60

_OURS = "another Track Debugger"


def owner_of(port: int, proc: Path = Path("/proc")) -> str:
    """`node (process 4711)`, or in words that it is another Track Debugger; empty where nobody tells.

    Sockets of other people's processes have no owner that could be read.
    """
    inodes = set(_listening_on(port, proc))
    if not inodes:
        return ""
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for process in _processes(proc):
        if not wanted.isdisjoint(_open_files(process)):
            return f"{_name(process)} (process {process.name})"
    return "a program of another user"


def is_ours(owner: str) -> bool:
    """Whether what `owner_of` says is another Track Debugger."""
    return owner.startswith(_OURS)


def _listening_on(port: int, proc: Path) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text(encoding="ascii").splitlines()[1:]
        except (OSError, ValueError):
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTENS and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _processes(proc: Path) -> Iterator[Path]:
    try:
        yield from (each for each in proc.iterdir() if each.name.isdigit())
    except OSError:
        return


def _open_files(process: Path) -> Iterator[str]:
    try:
        for descriptor in (process / "fd").iterdir():
            try:
                yield str(descriptor.readlink())
            except OSError:  # closed meanwhile
                continue
    except OSError:  # ended meanwhile, or another user's
        return


def _name(process: Path) -> str:
    try:
        command = (process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        short = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"
    if "serve" in command and any("debugger" in part for part in command[:3]):
        return _OURS
    return visible(elided(short or command[0], _LONGEST))
