"""What is missing is read from ldd, and named by the package that brings it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "tools" / "qt_libraries.py"


@pytest.fixture(scope="module")
def qt_libraries() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("qt_libraries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reads_what_ldd_did_not_find(qt_libraries: ModuleType) -> None:
    output = """
        linux-vdso.so.1 (0x00007ffd)
        libxcb-icccm.so.4 => not found
        libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
        libEGL.so.1 => not found
    """
    assert qt_libraries.missing_libraries(output) == {"libxcb-icccm.so.4", "libEGL.so.1"}


def test_names_packages_and_admits_what_it_does_not_know(qt_libraries: ModuleType) -> None:
    packages, unknown = qt_libraries.packages_for(
        ["libxcb-icccm.so.4", "libgthread-2.0.so.0", "libglib-2.0.so.0", "libodd.so.9"]
    )
    assert packages == ["libglib2.0-0", "libxcb-icccm4"]
    assert unknown == ["libodd.so.9"]


def test_says_the_line_to_run_where_it_cannot_install(tmp_path: Path) -> None:
    """On a system whose `ldd` misses a library, and that has no apt."""
    ldd = tmp_path / "ldd"
    ldd.write_text("#!/bin/sh\necho '	libxcb-icccm.so.4 => not found'\n")
    ldd.chmod(0o755)
    outcome = subprocess.run(
        [sys.executable, str(SCRIPT), "--window"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert "Run: sudo apt-get install libxcb-icccm4" in outcome.stderr


def test_says_nothing_where_nothing_is_missing(tmp_path: Path) -> None:
    ldd = tmp_path / "ldd"
    ldd.write_text("#!/bin/sh\necho '	libc.so.6 => /lib/libc.so.6 (0x00007f)'\n")
    ldd.chmod(0o755)
    outcome = subprocess.run(
        [sys.executable, str(SCRIPT), "--window"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")
