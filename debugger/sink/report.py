"""Tells the world on stdout what is stored and what is not, without ever holding up the recording."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from debugger.connection import seen as seen_lines
from debugger.connection.seen import Seen
from debugger.errors import (
    CertificateError,
    ListenError,
    PolicyError,
    PortTakenError,
    SessionError,
    TrackDebuggerError,
)
from debugger.sink.observing import Observer
from debugger.wire.faults import FaultState

_AT_MOST_EVERY = 1 / 60
"""Seconds between two lots of lines."""

_OF_THE_DISK = frozenset({"disk-full", "input-output"})  # quotas and limits show as the latter

_LAST_WORDS = 2.0
"""Seconds that a reader of stdout who has stopped reading is waited for at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where requests are taken, all as `name:port`, and what they go into."""

    address: str
    session: Path
    https: str = ""
    """Empty where HTTPS is not taken."""
    certificate: Path | None = None
    """What an app has to trust for HTTPS."""
    network: tuple[str, ...] = ()
    """For other devices: this machine's addresses, without a port; empty where they are not let in."""
    token: str = ""
    """With which what was captured may be read; empty where it may not."""
    addresses: tuple[str, ...] = ()
    """Every one that is listened on, with its scheme."""


class Lines(Protocol):
    """How what happens is put into lines; called by one thread only."""

    def listening(self, listening: Listening) -> str:
        """Requests are taken from now on."""

    def committed(self, newest: int) -> Iterator[str]:
        """Events up to the number `newest` are stored."""

    def refused(self, count: int, reason: str) -> str:
        """`count` more requests could not be kept."""

    def failed(self, error: TrackDebuggerError) -> str:
        """Something does not work, and what to do about it."""

    def rejudged(self, done: int, of: int) -> str:
        """`done` events of `of` are judged anew; empty where that is not told."""

    def marked(self, count: int) -> str:
        """What the person put on `count` events is stored; empty where that is not told."""

    def faults(self, state: Sequence[FaultState]) -> str:
        """Each fault that is simulated, with how many requests met it and how many more will."""

    def seen(self, seen: Seen, new: int) -> str:
        """Something that is no event was seen, `new` times since the last line; empty to say nothing."""

    def close(self) -> None:
        """No more lines are asked for."""


class JsonLines:
    """The lines that the window reads: one JSON object each."""

    def listening(self, listening: Listening) -> str:
        """The first line: `{"listening": "http://127.0.0.1:8765", "session": …, "pid": …}`.

        With HTTPS, `https` and `certificate` (a path) are in it; where other devices are let in, `network`;
        where tests may read, `token`.
        `addresses` are all that are listened on: `["http://127.0.0.1:8765", "http://[::1]:8765"]`.
        """
        told: dict[str, object] = {
            "listening": f"http://{listening.address}",
            "session": str(listening.session),
            "pid": os.getpid(),
        }
        if listening.https:
            told |= {
                "https": f"https://{listening.https}",
                "certificate": str(listening.certificate),
            }
        if listening.addresses:
            told["addresses"] = listening.addresses
        if listening.token:
            told["token"] = listening.token
        if listening.network:
            told["network"] = listening.network
        return json.dumps(told)

    def committed(self, newest: int) -> Iterator[str]:
        """`{"committed": 7}`."""
        yield json.dumps({"committed": newest})

    def refused(self, count: int, reason: str) -> str:
        """`{"refused": {"count": 1, "reason": "not HTTP"}}`, `count` being those since the last line."""
        return json.dumps({"refused": {"count": count, "reason": reason}})

    def failed(self, error: TrackDebuggerError) -> str:
        """`{"error": {"kind": "disk-full", "message": …, "remedy": …}}`."""
        kind = kind_of(error)
        return json.dumps(
            {"error": {"kind": kind, "message": error.message, "remedy": error.remedy}}
        )

    def rejudged(self, done: int, of: int) -> str:
        """`{"rejudged": {"done": 64, "of": 348}}`."""
        return json.dumps({"rejudged": {"done": done, "of": of}})

    def marked(self, count: int) -> str:
        """`{"marked": 2}`, the events marked since the last line."""
        return json.dumps({"marked": count})

    def faults(self, state: Sequence[FaultState]) -> str:
        """`{"faults": [{"fault": "429,next=3", "met": 2, "left": 1}]}`; `left` is null for no end."""
        told = [{"fault": fault.text, "met": met, "left": left} for fault, met, left in state]
        return json.dumps({"faults": told})

    def seen(self, seen: Seen, new: int) -> str:  # noqa: ARG002
        """`{"seen": {"kind": "settings", "count": 2, …}}`, as `debugger.connection.seen` has it."""
        return seen_lines.line(seen)

    def close(self) -> None:
        """Nothing is held."""


def kind_of(error: TrackDebuggerError) -> str:
    """The word by which a program tells errors apart."""
    if isinstance(error, SessionError):
        kinds = {"marks": "marks", **dict.fromkeys(_OF_THE_DISK, "disk-full")}
        return kinds.get(error.kind, "session")
    if isinstance(error, CertificateError):
        return "certificate"
    if isinstance(error, ListenError):
        return "port-taken" if isinstance(error, PortTakenError) else "listen"
    return "policy" if isinstance(error, PolicyError) else "usage"


class Reporter:
    """Writes lines from a thread of its own; what comes in between is told together."""

    def __init__(
        self, lines: Lines, write: Callable[[bytes], None], *, lost: Callable[[], None]
    ) -> None:
        """`write` takes whole lines; `lost` is called once when it raises `OSError`: nobody reads."""
        self._lines = lines
        self._write = write
        self._lost = lost
        self._changed = threading.Condition()
        self._newest = self._told = 0
        self._refused: Counter[str] = Counter()
        self._errors: list[TrackDebuggerError] = []
        self._rejudged: tuple[int, int] | None = None
        self._marked = 0
        self._faults: Sequence[FaultState] | None = None
        self.observer = Observer()
        """What is seen here is told, too."""
        self.observer.changed = self._wake
        self._closing = threading.Event()
        self._broken = False
        self._thread = threading.Thread(target=self._run, name="report", daemon=True)

    def listening(self, listening: Listening) -> None:
        """Writes the first line and starts to tell what follows."""
        self._put([self._lines.listening(listening)])
        self._thread.start()

    def committed(self, newest: int) -> None:
        """Events up to the number `newest` are stored."""
        with self._changed:
            self._newest = newest
            self._changed.notify()

    def refused(self, count: int, reason: str) -> None:
        """`count` requests could not be kept."""
        with self._changed:
            self._refused[reason] += count
            self._changed.notify()

    def failed(self, error: TrackDebuggerError) -> None:
        """Storing does not work."""
        with self._changed:
            self._errors.append(error)
            self._changed.notify()

    def rejudged(self, done: int, of: int) -> None:
        """`done` events of `of` are judged anew."""
        with self._changed:
            self._rejudged = done, of
            self._changed.notify()

    def marked(self, count: int) -> None:
        """What the person put on `count` events is stored."""
        with self._changed:
            self._marked += count
            self._changed.notify()

    def faults(self, state: Sequence[FaultState]) -> None:
        """The faults that are simulated, or how often they were met, are not what they were."""
        with self._changed:
            self._faults = state
            self._changed.notify()

    def close(self) -> None:
        """Tells what has not been told yet; the last number is always told."""
        self._closing.set()
        with self._changed:
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(_LAST_WORDS)

    def _run(self) -> None:
        while not (self._closing.is_set() and not self._has_news()):
            with self._changed:
                self._changed.wait_for(lambda: self._has_news() or self._closing.is_set())
                newest, refused, errors = self._newest, self._refused, self._errors
                rejudged, faults, marked = self._rejudged, self._faults, self._marked
                self._refused, self._errors = Counter(), []
                self._rejudged = self._faults = None
                self._marked = 0
            self._put(self._told_as_lines(newest, refused, errors))
            changed = [self._lines.rejudged(*rejudged)] if rejudged is not None else []
            changed += [self._lines.marked(marked)] if marked else []
            self._put([line for line in changed if line])
            if faults is not None:
                self._put([self._lines.faults(faults)])
            self._told = newest
            self._closing.wait(_AT_MOST_EVERY)
        self._lines.close()

    def _has_news(self) -> bool:
        return bool(
            self._newest > self._told
            or self._refused
            or self._errors
            or self._rejudged
            or self._marked
            or self._faults is not None
            or self.observer.has_news
        )

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify()

    def _told_as_lines(
        self, newest: int, refused: Counter[str], errors: list[TrackDebuggerError]
    ) -> Iterator[str]:
        if newest > self._told:
            yield from self._lines.committed(newest)
        for reason, count in refused.items():
            yield self._lines.refused(count, reason)
        for error in errors:
            yield self._lines.failed(error)
        for seen, new in self.observer.news():
            if said := self._lines.seen(seen, new):
                yield said

    def _put(self, lines: Iterator[str] | list[str]) -> None:
        for line in lines:
            if self._broken:
                return
            try:
                self._write(line.encode("utf-8", "backslashreplace") + b"\n")
            except OSError:
                self._broken = True
                self._lost()
