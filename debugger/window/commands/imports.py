"""Takes calls from files and from the clipboard into a session of their own, and shows that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from debugger import importers
from debugger.errors import ImportFileError
from debugger.importers import Input, Step, Tally
from debugger.resources import resource
from debugger.session import folder
from debugger.session.schema import SUFFIX
from debugger.window import notices
from debugger.window.background.task import Report
from debugger.window.panels.task_dialog import TaskDialog
from debugger.window.panels.unread_dialog import UnreadDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_FILTER = "Calls (*.json *.ndjson *.jsonl *.har *.gz *.log *.txt *.tdsession);;All files (*)"
_FOLDER = "files/folder"
_SAMPLE = "Sample shop"

Steps = Callable[[], Iterable[Step]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An import that came to its end."""

    session: Path
    tally: Tally


class ImportCommands:
    """Connects files and the clipboard with the windows that show what was in them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def ask_what_to_import(self) -> None:
        """Asks for files, and imports all of them into one session."""
        start = self._window.settings.text(_FOLDER, str(Path.home()))
        picked, _ = QFileDialog.getOpenFileNames(self._window, "Import calls", start, _FILTER)
        if picked:
            self._window.settings.keep(_FOLDER, str(Path(picked[0]).parent))
            self.import_files([Path(each) for each in picked])

    def import_files(self, paths: Sequence[Path]) -> TaskDialog:
        """Imports files, and folders with all their files, into one session of their own."""
        named = paths[0].name if len(paths) == 1 else f"{len(paths):,} files"
        return self._work(named, lambda: importers.gathered(paths, now=_now()))

    def paste(self) -> TaskDialog | None:
        """Imports what the clipboard holds; without a text, says what could be in it."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._window.notices.show_notice(notices.nothing_to_paste())
            return None
        pasted = text.encode("utf-8", "surrogatepass")
        return self._work("the clipboard", lambda: _steps_of(pasted))

    def open_sample(self) -> TaskDialog | None:
        """Opens the sample session; makes it of the calls that the program brings, the first time."""
        session = self._window.capture.sessions / f"{_SAMPLE}{SUFFIX}"
        if session.exists():
            self._window.windows.look_at(session)
            return None
        calls = [resource("sample", "shop.ndjson")]
        return self._work("the sample", lambda: importers.gathered(calls, now=_now()), session)

    def _work(self, named: str, steps: Steps, into: Path | None = None) -> TaskDialog:
        session = into or folder.new_session_path(
            self._window.capture.sessions, datetime.now().astimezone()
        )
        work = partial(_imported, steps, session)
        dialog = TaskDialog("Import calls", f"Reading {named}.", work, self._window)
        dialog.done_with.connect(self._show)
        dialog.open()
        return dialog

    def _show(self, outcome: _Outcome) -> None:
        window = self._window.windows.look_at(outcome.session)
        lines = list(importers.not_imported(outcome.tally))
        window.notices.show_notice(
            notices.imported(outcome.tally, show=lambda: UnreadDialog(lines, window).open())
        )


def _now() -> int:
    return time.time_ns() // 1000


def _steps_of(pasted: bytes) -> Iterable[Step]:
    given = Input(name="clipboard", file=BufferedReader(BytesIO(pasted)), now=_now())
    return (Step(item, 0.0) for item in importers.items(given))


def _imported(steps: Steps, session: Path, report: Report) -> _Outcome | None:
    """Imports into a new session; what was stopped, or held no call, leaves no file behind."""
    tally = Tally()
    goes_on = True
    with closing(importers.store(steps(), session)) as storing:
        for tally in storing:
            goes_on = report(tally.done)
            if not goes_on:
                break
    if goes_on and tally.events:
        return _Outcome(session, tally)
    session.unlink(missing_ok=True)
    if not goes_on:
        return None
    first = next(importers.not_imported(tally), "There is nothing in it.")
    raise ImportFileError(
        f"No call was found. {first}", "docs/import.md says what can be imported."
    )
