"""Puts what was found anew about stored events in the place of what was found before."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from debugger.policy import Policy
from debugger.session.alone import alone
from debugger.session.columns import findings_text, severity_columns
from debugger.session.faults import explained
from debugger.session.reader import SessionReader
from debugger.session.reinspection import Rejudged, reinspect

_AT_ONCE = 1000
"""Events that are changed in one transaction."""
_EVENTS = (
    "UPDATE events SET errors = ?, warnings = ?, advice = ?, severity = ?, silenced = ?, verdict = ? "
    "WHERE number = ?"
)
_PAYLOADS = "UPDATE payloads SET findings = ? WHERE number = ?"


def put(connection: sqlite3.Connection, rejudged: Sequence[Rejudged]) -> None:
    """Changes the rows of these events, in the transaction of the connection."""
    connection.executemany(
        _EVENTS,
        ((*severity_columns(each.findings), each.verdict.value, each.number) for each in rejudged),
    )
    connection.executemany(
        _PAYLOADS, ((findings_text(each.findings), each.number) for each in rejudged)
    )


def judge_anew(path: Path, policy: Policy) -> Generator[float, None, None]:
    """Judges the session at `path`, of today's format, by today's rules and a policy; tells the part that is done.

    What is done is on the disk; where it is left in the middle, the rest stays as it was. Raises
    `SessionError`, of kind `in-use` where another process records into it.
    """
    _keep(path, ())
    with closing(SessionReader.open(path)) as reader:
        last = reader.newest()
        changed: list[Rejudged] = []
        for step in reinspect(reader, policy, last):
            changed += step.changed
            if len(changed) >= _AT_ONCE or step.done == last:
                _keep(path, changed)
                changed = []
            yield step.done / last


def _keep(path: Path, changed: Sequence[Rejudged]) -> None:
    with explained(path), alone(path) as connection:
        put(connection, changed)
