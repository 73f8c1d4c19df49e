"""Looks in a thread of its own for the sessions that a crash left."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from debugger.session import folder
from debugger.session.folder import Unfinished
from debugger.window.background.task import Report, Task


class UnfinishedScan(Task):
    """One look at the folder; `done` has a list of `Unfinished`, newest first."""

    def __init__(self, sessions: Path, parent: QObject | None = None) -> None:
        super().__init__(partial(_found, sessions), parent)


def _found(sessions: Path, report: Report) -> list[Unfinished]:
    folder.sweep(sessions)
    return folder.unfinished(sessions, lambda: report(0.0))
