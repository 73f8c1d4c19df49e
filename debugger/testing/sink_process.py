"""A sink of the tests' own, as a child process that ends with them, however they end."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

_PATIENCE = 30.0
"""Seconds."""


class SinkProcess:
    """`track-debugger serve` on a free port, recording into `session`. Raises `RuntimeError` where it cannot."""

    def __init__(self, session: Path) -> None:
        self.session = session
        options = ("--control", "--api", "--no-https", "--format", "jsonl", "--port", "0")
        self._child = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "debugger", "serve", *options, "--session", str(session)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._child.stdout is not None  # noqa: S101 - it is a pipe
        first = json.loads(self._child.stdout.readline() or "{}")
        self._draining = threading.Thread(target=self._child.stdout.read, daemon=True)
        self._draining.start()
        if "listening" not in first:
            self.close()
            message = first.get("error", {}).get("message", "it ended at once")
            raise RuntimeError(f"Track Debugger does not start: {message}")
        self.url: str = first["listening"]
        self.token: str = first["token"]

    def close(self) -> None:
        """Ends it in order."""
        assert self._child.stdin is not None  # noqa: S101 - it is a pipe
        assert self._child.stdout is not None  # noqa: S101 - it is a pipe
        try:
            self._child.stdin.write(b'{"command": "close"}\n')
            self._child.stdin.close()  # its end says the same
        except OSError:  # it has ended already
            pass
        try:
            self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._draining.join(_PATIENCE)
        self._child.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
