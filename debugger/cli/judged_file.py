"""Reads what a command is given, a session or payloads line by line, and judges it as the sink would."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from debugger import spec
from debugger.cli import payload_file
from debugger.cli.reports import STDIN
from debugger.errors import PayloadFileError
from debugger.events import Message
from debugger.findings import Finding
from debugger.policy import Policy
from debugger.query import Node
from debugger.query.holding import holds
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.recording import name_of
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent
from debugger.session.subjects import subject_of

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class JudgedMessage:
    """One message of a file, with what the rules say of it now."""

    message: Message
    number: int = 0
    """Counted from 1 in the order of the file."""
    findings: tuple[Finding, ...] = ()
    """Those that are silenced as well."""
    line: int | None = None
    """The line of the file that it stands on, from 1; None in a session, which has none."""
    request: int = 0
    """Number of its request."""
    failed: bool = False
    """Whether a simulated fault told its sender that it had not arrived."""
    stored: StoredEvent | None = None
    """As it is in a session."""
    named: str = ""
    """The name that the person gave its source."""

    @property
    def name(self) -> str | None:
        """A track's `event`, a page's or screen's `name`."""
        return name_of(self.message)

    def is_found_by(self, query: Node | None) -> bool:
        """Whether a filter finds it; no filter finds all."""
        if query is None:
            return True
        subject = subject_of(
            self.message,
            self.findings,
            number=self.number,
            request=self.request,
            stored=self.stored,
            named=self.named,
        )
        return holds(query, subject)


@contextmanager
def judged(name: str, policy: Policy, *, first: int = 1) -> Iterator[Iterator[JudgedMessage]]:
    """The messages of the file `name`, read and judged as they are taken.

    Those of a session are taken from the number `first` on. Raises `TrackDebuggerError` where it
    cannot be read, the first time at the first message.
    """
    with opened(name) as found:
        read = _events(found, first) if isinstance(found, SessionReader) else found
        yield judged_in_order(read, policy, first)


@contextmanager
def opened(name: str) -> Iterator[SessionReader | Iterator[JudgedMessage]]:
    """The session that the file `name` is, or the messages of its lines, not judged; raises as `judged`."""
    if name == STDIN:
        yield _lines(sys.stdin.buffer, "stdin")
        return
    path = Path(name)
    with _opened(path) as file:
        if not file.peek(len(_SQLITE)).startswith(_SQLITE):
            yield _lines(file, name)
            return
    with closing(SessionReader.open(path)) as reader:
        yield reader


def judged_in_order(
    read: Iterable[JudgedMessage], policy: Policy, first: int = 1
) -> Iterator[JudgedMessage]:
    """The messages with what the rules say of each after those before it, numbered from `first` on."""
    judge = SessionJudge(policy)
    for number, each in enumerate(read, start=first):
        request = each.request or each.line or number
        findings = judge.findings(
            each.message,
            spec.inspect(each.message),
            number=number,
            request=request,
            failed=each.failed,
        )
        judge.keep()
        yield replace(each, number=number, request=request, findings=findings)


def _events(reader: SessionReader, first: int) -> Iterator[JudgedMessage]:
    names = reader.source_names()
    for event in reader.events(first, reader.newest()):
        yield JudgedMessage(
            message_of(event),
            request=event.row.request_id,
            failed=event.request.failed,
            stored=event,
            named=names.get(event.source, ""),
        )


def _lines(file: BinaryIO, name: str) -> Iterator[JudgedMessage]:
    return (
        JudgedMessage(message, line=line) for line, message in payload_file.messages(file, name)
    )


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise PayloadFileError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Name a session or a file of payloads, or - for stdin.",
        ) from error
