"""One command: started without a shell, sent the signals that we are sent, ended with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

NOT_FOUND = 127
NOT_EXECUTABLE = 126
TIMED_OUT = 124
"""As shells and `timeout` have them (POSIX, "Exit Status for Commands"; GNU coreutils)."""

_SIGNALLED = 128
"""Added to the number of the signal that ended a command."""

_GRACE = 5.0
"""Seconds between asking a command to end and ending it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """0 to 255, as a shell gives it."""
    words: str = ""
    """What is to be told of it; empty for an end in order."""


class Command:
    """A command with its environment; run it once."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, timeout: float | None
    ) -> None:
        """`environment` is added to our own; `timeout` is in seconds, None for no limit."""
        self._words = list(words)
        self._environment = {**os.environ, **environment}
        self._timeout = timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._own_group = not sys.stdin or not sys.stdin.isatty()
        self._lock = threading.Lock()
        self._signalled = 0

    def run(self) -> Ended:
        """Runs it to its end, in any thread. What it says and reads are our own streams."""
        try:
            with self._lock:
                if self._signalled:
                    return Ended(_SIGNALLED + self._signalled)
                self._child = subprocess.Popen(  # noqa: S603 - it is what the person asks for
                    self._words,
                    env=self._environment,
                    process_group=0 if self._own_group and sys.platform != "win32" else None,
                )
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            reason = error.strerror or str(error)
            return Ended(
                NOT_FOUND if missing else NOT_EXECUTABLE,
                f"{self._words[0]} cannot be run: {reason}.",
            )
        except ValueError as error:  # a NUL in an argument
            return Ended(NOT_EXECUTABLE, f"{self._words[0]} cannot be run: {error}.")
        return self._followed(self._child)

    def signal(self, number: int) -> None:
        """Hands a signal on; the second one ends the command at once. For signal handlers."""
        again, self._signalled = bool(self._signalled), number
        child = self._child
        if child is None or child.returncode is not None:
            return
        if again:
            self._send(child, _KILL)
        elif self._own_group or number != signal.SIGINT:  # a terminal has told its whole group
            self._send(child, number)

    def _followed(self, child: subprocess.Popen[bytes]) -> Ended:
        try:
            code = child.wait(self._timeout)
        except subprocess.TimeoutExpired:
            self._send(child, signal.SIGTERM)
            try:
                child.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self._send(child, _KILL)
                child.wait()
            return Ended(TIMED_OUT, f"The command had not ended after {self._timeout:g} s.")
        if code >= 0:
            return Ended(_SIGNALLED + self._signalled if self._signalled and not code else code)
        name = signal.strsignal(-code) or f"signal {-code}"
        return Ended(_SIGNALLED - code, f"The command was ended by a signal: {name}.")

    def _send(self, child: subprocess.Popen[bytes], number: int) -> None:
        with suppress(ProcessLookupError):
            if self._own_group and sys.platform != "win32":
                os.killpg(child.pid, number)
            else:
                child.send_signal(number)


_KILL = signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM
