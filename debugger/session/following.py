"""Lets a judge know what a session that is gone on with already holds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from debugger.session.judging import REMEMBERED, SessionJudge
from debugger.session.reader import SessionReader


def follow_stored(path: Path, judge: SessionJudge, newest: int) -> None:
    """Shows `judge` the last events of the session up to the number `newest`. Raises `SessionError`."""
    if newest:
        with closing(SessionReader.open(path)) as reader:
            judge.follow(reader.events(max(1, newest - REMEMBERED + 1), newest))
