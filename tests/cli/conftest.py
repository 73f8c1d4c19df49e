"""The command line as a person has it: a child process, its output and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]


@pytest.fixture
def track_debugger(tmp_path: Path) -> Run:
    """Runs `track-debugger` with arguments, in `tmp_path`."""

    def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "debugger", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    return run


@pytest.fixture
def record_session(tmp_path: Path) -> RecordSession:
    """Records bodies posted to a path into `one.tdsession`, with a gap of so many seconds."""

    def recorded(*bodies: bytes, path: str = "/v1/track", gap: int = 0) -> Path:
        writer = SessionWriter.open(tmp_path / "one.tdsession")
        for place, body in enumerate(bodies):
            intake = read(
                Arrival(
                    received_at=1_800_000_000_000_007 + place * gap * 1_000_000,
                    transport=Transport.HTTP,
                    method="POST",
                    path=path,
                    headers=(),
                    body=body,
                    client="127.0.0.1:50000",
                )
            )
            writer.append([record(intake.request, intake.messages)])
        writer.close(Ending.CLOSED)
        return writer.path

    return recorded
