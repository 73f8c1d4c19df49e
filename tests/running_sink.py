"""A sink of our own as a child process, the way the window and people start it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from debugger.session.reader import SessionReader
from debugger.session.rows import Row, StoredEvent

PATIENCE = 30.0
"""Seconds until a test gives up; nothing here takes that long."""


class RunningSink:
    """`track-debugger serve` with its lines read as they come."""

    def __init__(
        self,
        session: Path,
        *options: str,
        port: int = 0,
        stdin: int = subprocess.DEVNULL,
        preexec: Callable[[], None] | None = None,
    ) -> None:
        command = [sys.executable, "-m", "debugger", "serve", "--format", "jsonl"]
        self.session = session
        self.child = subprocess.Popen(
            [*command, "--port", str(port), "--session", str(session), *options],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=preexec,  # noqa: PLW1509  sets a limit, before any thread is there
        )
        self._lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()
        self.first = self.line()
        self.address = str(self.first.get("listening", ""))
        self.port = int(self.address.rpartition(":")[2] or 0)

    def _read(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def line(self) -> dict[str, Any]:
        """The next line; empty when there is none any more."""
        return self._lines.get(timeout=PATIENCE) or {}

    def line_with(self, key: str) -> Any:
        """The value of `key` in the next line that has it."""
        while line := self.line():
            if key in line:
                return line[key]
        raise AssertionError(f"no line with {key}")

    def seen_until(self, *kinds: str) -> list[str]:
        """The kinds of what is seen beside events, up to the first that is one of these."""
        told: list[str] = []
        while not told or told[-1] not in kinds:
            told.append(self.line_with("seen")["kind"])
        return told

    def wait_for(self, number: int) -> None:
        """Waits until the event `number` is said to be committed."""
        while self.line_with("committed") < number:
            pass

    def signal(self, number: int) -> int:
        """Sends a signal and gives the exit code."""
        self.child.send_signal(number)
        return self.child.wait(PATIENCE)

    def close(self) -> None:
        """Ends it, whatever state it is in."""
        if self.child.poll() is None:
            self.child.terminate()
            self.child.wait(PATIENCE)
        self._reading.join(PATIENCE)
        for stream in (self.child.stdin, self.child.stdout, self.child.stderr):
            if stream is not None:
                stream.close()

    def rows(self) -> list[Row]:
        """What the session holds."""
        with closing(SessionReader.open(self.session)) as reader:
            return reader.rows(1, reader.newest())

    def event(self, number: int) -> StoredEvent:
        """One event of the session."""
        with closing(SessionReader.open(self.session)) as reader:
            return reader.event(number)

    def events(self) -> list[StoredEvent]:
        """All events of the session."""
        with closing(SessionReader.open(self.session)) as reader:
            return list(reader.events(1, reader.newest()))

    def body(self, number: int) -> bytes:
        """The body of the request that carried an event."""
        with closing(SessionReader.open(self.session)) as reader:
            return reader.body(number)


@contextmanager
def running_sink(session: Path, *options: str, **settings: Any) -> Iterator[RunningSink]:
    """A sink that records into `session` and is ended afterwards."""
    sink = RunningSink(session, *options, **settings)
    try:
        yield sink
    finally:
        sink.close()
