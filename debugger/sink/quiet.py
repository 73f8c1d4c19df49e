"""What is said of a sink that a build runs: nothing of what comes in, and all that goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from debugger.connection.seen import Seen
from debugger.connection.words import told
from debugger.errors import TrackDebuggerError
from debugger.payload.text import visible
from debugger.sink.report import Listening
from debugger.sink.terminal import TextLines

_LONGEST_SETTLING = 30.0
"""Seconds after which a sender that never rests is waited for no longer."""
_MOST_SEEN = 20


class QuietLines(TextLines):
    """Knows since when nothing was stored, and what was seen instead of calls."""

    def __init__(self) -> None:
        super().__init__()
        self.failures = 0
        """Times that storing did not work."""
        self._stored = threading.Condition()
        self._last = time.monotonic()
        self._seen: dict[tuple[str, ...], str] = {}

    def listening(self, listening: Listening) -> str:
        """Where it listens and what it records into, in a line of its own among the command's."""
        return (
            f"track-debugger: listening on http://{listening.address}, "
            f"recording into {visible(str(listening.session))}"
        )

    def committed(self, newest: int) -> Iterator[str]:  # noqa: ARG002 - that it is, is enough
        """Nothing: the report at the end tells of all."""
        with self._stored:
            self._last = time.monotonic()
            self._stored.notify_all()
        yield from ()

    def refused(self, count: int, reason: str) -> str:
        """How many requests could not be kept, and why."""
        return f"track-debugger: {super().refused(count, reason)}"

    def failed(self, error: TrackDebuggerError) -> str:
        """What does not work, and what to do about it."""
        self.failures += 1
        return f"track-debugger: {super().failed(error)}"

    def seen(self, seen: Seen, new: int) -> str:  # noqa: ARG002 - told once, at the end
        """Nothing yet."""
        if len(self._seen) < _MOST_SEEN:
            self._seen[seen.identity] = told(seen)
        return ""

    def instead_of_calls(self) -> tuple[str, ...]:
        """What was seen beside calls, in words."""
        return tuple(visible(words) for words in self._seen.values())

    def settle(self, seconds: float) -> None:
        """Waits until nothing has been stored for so long, counted from now on."""
        now = time.monotonic()
        latest = now + max(_LONGEST_SETTLING, seconds)
        with self._stored:
            self._last = now
            while (left := min(self._last + seconds, latest) - time.monotonic()) > 0:
                self._stored.wait(left)
