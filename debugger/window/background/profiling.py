"""Reads two sessions for a comparison, judged by today's rules; in a thread, told how far it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from debugger import spec
from debugger.comparing.sessions import Change, changes
from debugger.policy import Policy
from debugger.schema.profile import Profile
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.window.background.task import Report

_STEP = 500
"""Events between two words of progress."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sessions, with what differs."""

    names: tuple[str, str]
    calls: tuple[int, int]
    changes: tuple[Change, ...]


def compared(before: Path, after: Path, policy: Policy, report: Report) -> Compared | None:
    """What differs from `before` to `after`; None where it was stopped. Raises `SessionError`."""
    old = _profile(before, policy, lambda done: report(done / 2))
    new = old and _profile(after, policy, lambda done: report((1 + done) / 2))
    if old is None or new is None:
        return None
    return Compared((before.name, after.name), (old.calls, new.calls), tuple(changes(old, new)))


def _profile(path: Path, policy: Policy, report: Callable[[float], bool]) -> Profile | None:
    profile, judge = Profile(), SessionJudge(policy)
    with closing(SessionReader.open(path)) as reader:
        newest = reader.newest()
        for event in reader.events(1, newest):
            number = event.row.number
            if number % _STEP == 0 and not report(number / newest):
                return None
            message = message_of(event)
            findings = judge.findings(
                message,
                spec.inspect(message),
                number=number,
                request=event.row.request_id,
                failed=event.request.failed,
            )
            judge.keep()
            profile.see((message.type, event.row.name), message.fields, findings)
    return profile
