"""Tells a person in a terminal what arrives: one line for each event, read back from the session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from debugger.certificates.names import is_permitted
from debugger.connection.seen import Seen
from debugger.connection.words import told
from debugger.errors import SessionError, TrackDebuggerError
from debugger.events import CallType
from debugger.findings import Verdict
from debugger.payload.text import elided, visible
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.sink.report import Listening
from debugger.wire.faults import FaultState

_PAGE = 500
"""Rows read at a time."""

_WITHOUT_NAME = frozenset({CallType.IDENTIFY, CallType.GROUP, CallType.ALIAS})
_NAME_WIDTH = 80


class TextLines:
    """Lines for people. Events are read from the file, so that a slow terminal costs no memory."""

    def __init__(self, *, told: int = 0) -> None:
        """`told` is the number of the last event that needs no line."""
        self._told = told
        self._session: Path | None = None
        self._reader: SessionReader | None = None

    def listening(self, listening: Listening) -> str:
        """What to point an app at, and where its calls are kept."""
        self._session = listening.session
        recording = f"recording into {visible(str(listening.session))}"
        lines = [f"Listening on http://{listening.address}, {recording}"]
        port, https_port = (
            each.rpartition(":")[2] for each in (listening.address, listening.https)
        )
        if listening.https:
            trust = visible(str(listening.certificate))
            lines.append(f"And on https://{listening.https}, for apps that trust {trust}")
        if listening.token:
            lines.append(f"Tests read it with the token {listening.token}")
        for address in listening.network:
            https = (
                f" and https://{address}:{https_port}"
                if listening.https and is_permitted(address)
                else ""
            )
            lines.append(f"Other devices reach it at http://{address}:{port}{https}")
        return "\n".join(lines)

    def committed(self, newest: int) -> Iterator[str]:
        """A line for each event since the last time."""
        if self._session is None:
            return
        try:
            if self._reader is None:
                self._reader = SessionReader.open(self._session)
            for first in range(self._told + 1, newest + 1, _PAGE):
                yield from map(line, self._reader.rows(first, min(first + _PAGE - 1, newest)))
        except SessionError as error:
            yield self.failed(error)
        self._told = newest

    def refused(self, count: int, reason: str) -> str:
        """How many requests could not be kept, and why."""
        what = "1 request" if count == 1 else f"{count:,} requests"
        return f"{what} refused: {visible(reason)}"

    def failed(self, error: TrackDebuggerError) -> str:
        """What does not work, and what to do about it."""
        return visible(str(error))

    def rejudged(self, done: int, of: int) -> str:  # noqa: ARG002 - the same for every kind of line
        """Nothing: a terminal has the lines of the time."""
        return ""

    def marked(self, count: int) -> str:  # noqa: ARG002 - the same for every kind of line
        """Nothing: the window that asked for it shows it."""
        return ""

    def faults(self, state: Sequence[FaultState]) -> str:
        """Loudly, that answers are faults, and how often they were met."""
        each = [
            f"{visible(fault.words)} (met {met:,}{'' if left is None else f', {left:,} left'})"
            for fault, met, left in state
        ]
        return f"*** SIMULATING FAULTS: {'; '.join(each)} ***" if each else "*** no faults ***"

    def seen(self, seen: Seen, new: int) -> str:
        """What was seen beside events, the first time that it was, where it is worth a line."""
        return visible(told(seen)) if seen.count == new else ""

    def close(self) -> None:
        """Lets go of the session."""
        if self._reader is not None:
            self._reader.close()


def line(row: Row) -> str:
    """An event in one line: local time, type, name, and what was found."""
    at = datetime.fromtimestamp(row.received_at / 1_000_000).astimezone()
    unnamed = "—" if row.type in _WITHOUT_NAME else "(no name)"
    name = row.name if row.name is not None else row.problem or unnamed
    parts = (
        f"{at:%H:%M:%S}.{at.microsecond // 1000:03}",
        f"{visible(elided(row.type, 12)) or '?':<8}",
        visible(elided(name, _NAME_WIDTH)),
        _found(row),
    )
    return "  ".join(part for part in parts if part)


def _found(row: Row) -> str:
    counted = (
        _count(row.errors, "error", "errors"),
        _count(row.warnings, "warning", "warnings"),
        _count(row.advice, "advice", "advice"),
        f"({row.verdict.value} by Segment)" if row.verdict is not Verdict.KEPT else "",
    )
    return ", ".join(part for part in counted[:3] if part) + (
        f" {counted[3]}" if counted[3] else ""
    )


def _count(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
