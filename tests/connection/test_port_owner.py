"""Which program has a port: asked of the real system, and of one made up of files."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from debugger.connection.port_owner import owner_of
from tests.running_sink import running_sink

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")


@LINUX
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_program_that_listens_is_named(family: socket.AddressFamily) -> None:
    with socket.socket(family) as listener:
        listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        port = listener.getsockname()[1]
        assert owner_of(port) == ""
        listener.listen()
        assert owner_of(port).endswith(f"(process {os.getpid()})")


@LINUX
def test_another_track_debugger_is_known(tmp_path: Path) -> None:
    with running_sink(tmp_path / "one.tdsession") as sink:
        assert owner_of(sink.port) == f"another Track Debugger (process {sink.child.pid})"


def proc_with(folder: Path, *, inode: str) -> Path:
    line = f"   0: 0100007F:223D 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 {inode} 1"
    (folder / "net").mkdir()
    (folder / "net" / "tcp").write_text(f"  sl  local_address\n{line}\n")
    files = folder / "4711" / "fd"
    files.mkdir(parents=True)
    (files / "3").symlink_to("socket:[99]")
    (folder / "4711" / "cmdline").write_bytes(b"node\0server.js\0")
    (folder / "4711" / "comm").write_text("no\x1bde\n")
    return folder


def test_a_name_is_made_visible(tmp_path: Path) -> None:
    assert owner_of(8765, proc_with(tmp_path, inode="99")) == "no\\x1bde (process 4711)"


def test_a_socket_that_belongs_to_nobody_readable_is_another_users(tmp_path: Path) -> None:
    proc = proc_with(tmp_path, inode="98")
    assert owner_of(8765, proc) == "a program of another user"
    assert owner_of(8764, proc) == ""


def test_a_system_that_does_not_tell_is_no_fault(tmp_path: Path) -> None:
    assert owner_of(8765, tmp_path / "none") == ""
