"""What `track-debugger certificate` shows, copies and forgets, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.certificates.public import CERTIFICATE, SECRET, der, fingerprint

Ran = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "track-debugger" / "certificates"


@pytest.fixture
def ran(tmp_path: Path) -> Ran:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "debugger", "certificate", *arguments],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_it_is_made_and_shown_with_what_trusting_it_means(ran: Ran, folder: Path) -> None:
    ended = ran()

    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"Certificate  {folder / CERTIFICATE}\n" in ended.stdout
    assert f"SHA-256      {fingerprint(folder / CERTIFICATE)}\n" in ended.stdout
    assert "localhost and *.localhost" in ended.stdout
    assert "192.168.0.0/16" in ended.stdout
    assert "PRIVATE" not in ended.stdout
    assert ran().stdout == ended.stdout


def test_a_copy_for_devices(ran: Ran, folder: Path, tmp_path: Path) -> None:
    assert ran("--export", str(tmp_path / "ca.cer")).returncode == 0
    assert ran("--export", str(tmp_path / "ca.pem")).returncode == 0

    assert (tmp_path / "ca.cer").read_bytes() == der(folder / CERTIFICATE)
    assert (tmp_path / "ca.pem").read_bytes() == (folder / CERTIFICATE).read_bytes()


def test_forgetting_says_what_it_means_and_wants_to_be_sure(ran: Ran, folder: Path) -> None:
    ran()

    unsure = ran("--forget")
    assert unsure.returncode == 2
    assert "Devices go on trusting" in unsure.stdout
    assert "Add --yes" in unsure.stderr
    assert (folder / SECRET).exists()

    sure = ran("--forget", "--yes")
    assert sure.returncode == 0
    assert "Devices go on trusting" in sure.stdout
    assert list(folder.iterdir()) == []
    assert ran("--forget").stdout == "There is none.\n"


def test_a_damaged_one_can_be_forgotten_as_it_says(ran: Ran, folder: Path) -> None:
    ran()
    (folder / SECRET).write_text("nothing")

    damaged = ran()
    assert damaged.returncode == 2
    assert "track-debugger certificate --forget" in damaged.stderr
    assert (folder / SECRET).read_text() == "nothing"

    assert ran("--forget", "--yes").returncode == 0
    assert ran().returncode == 0
