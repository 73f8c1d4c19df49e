"""What the person does with session files: opens, copies and salvages them, and goes on with one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from debugger.errors import SessionError
from debugger.payload.text import visible
from debugger.session import copies
from debugger.session.library import Entry
from debugger.session.salvaging import Salvaged, salvage
from debugger.session.schema import SUFFIX
from debugger.session.words import size_words
from debugger.window import notices
from debugger.window.background.profiling import Compared, compared
from debugger.window.background.pruning import Pruning
from debugger.window.background.task import Report
from debugger.window.capturing.capture import DEFAULT_PORT
from debugger.window.models.row_text import plain_tip
from debugger.window.panels.changes_dialog import ChangesDialog
from debugger.window.panels.sessions_dialog import SessionsDialog
from debugger.window.panels.task_dialog import TaskDialog
from debugger.window.remembered import keeping_rule, recent
from debugger.window.widgets.notice import Notice

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_FILTER = f"Sessions (*{SUFFIX});;All files (*)"
_FOLDER = "files/folder"
_MOST_DROPPED = 10
"""Files that are opened of those that are let fall together."""


class FileCommands:
    """Connects the files with the windows that show them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._recent = QMenu("Open &recent", window)
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)

    def put_recent_into_menu(self) -> None:
        """Puts the files that were opened last under "Open…"."""
        following = self._window.actions_by_id["sessions"]
        for menu in self._window.menuBar().findChildren(QMenu):
            if following in menu.actions():
                menu.insertMenu(following, self._recent)

    def trouble(self, error: Exception) -> Notice:
        """What is said of a file that cannot be read; of a damaged one, what is left can be saved."""
        path = self._window.session
        if isinstance(error, SessionError) and error.kind == "damaged" and path is not None:
            return notices.damaged(error, salvage=partial(self.ask_where_to_salvage, path))
        return notices.unreadable(error)

    def new_window(self) -> MainWindow:
        """Opens another window that captures."""
        return self._window.windows.capture()

    def ask_what_to_open(self) -> None:
        """Asks for files, and opens each in a window of its own."""
        folder = self._window.settings.text(_FOLDER, str(self._window.capture.sessions))
        picked, _ = QFileDialog.getOpenFileNames(self._window, "Open a session", folder, _FILTER)
        if picked:
            self._window.settings.keep(_FOLDER, str(Path(picked[0]).parent))
        self.open([Path(each) for each in picked])

    def open(self, paths: Sequence[Path]) -> None:
        """Opens each file in a window of its own."""
        for path in paths[:_MOST_DROPPED]:
            window = self._window.windows.look_at(path)
            if window.saved.error is None:
                recent.remember(path, self._window.settings)

    def ask_where_to_copy(self) -> None:
        """Asks where to save a copy of the session that is shown."""
        session = self._window.session
        if session is None or self._window.live.reader is None:
            return
        folder = Path(self._window.settings.text(_FOLDER, str(Path.home())))
        picked, _ = QFileDialog.getSaveFileName(
            self._window, "Save a copy", str(folder / session.name), _FILTER
        )
        if picked:
            target = Path(picked)
            self._window.settings.keep(_FOLDER, str(target.parent))
            self.save_copy(session, target if target.suffix else target.with_suffix(SUFFIX))

    def save_copy(self, session: Path, target: Path) -> TaskDialog:
        """Saves what the session holds now to another file."""
        words = f"Copying {session.name} to {target}."
        dialog = self._work("Save a copy", words, partial(_copied, session, target))
        dialog.done_with.connect(self._tell_copied)
        return dialog

    def ask_where_to_salvage(self, damaged: Path) -> None:
        """Asks where to save what a damaged session still holds."""
        folder = damaged.parent if damaged.parent.is_dir() else Path.home()
        name = f"{damaged.stem} (salvaged){SUFFIX}"
        picked, _ = QFileDialog.getSaveFileName(
            self._window, "Save what can be read", str(folder / name), _FILTER
        )
        if picked:
            self.salvage(damaged, Path(picked))

    def salvage(self, damaged: Path, output: Path) -> TaskDialog:
        """Saves what can be read of a damaged session to another file, and opens that."""
        words = f"Reading what is left in {damaged.name}. It is not changed."
        dialog = self._work("Save what can be read", words, partial(_salvaged, damaged, output))
        dialog.done_with.connect(self._show_salvaged)
        return dialog

    def ask_what_to_compare(self) -> None:
        """Asks for another session, and shows what differs from it to the one that is shown."""
        folder = self._window.settings.text(_FOLDER, str(self._window.capture.sessions))
        picked, _ = QFileDialog.getOpenFileName(
            self._window, "Compare with another session", folder, _FILTER
        )
        if picked:
            self.compare_with(Path(picked))

    def compare_with(self, before: Path) -> TaskDialog | None:
        """Shows what differs from another session to the one that is shown; None where none is."""
        after = self._window.session
        if after is None:
            return None
        policy = self._window.rules.policy
        words = f"Comparing {before.name} with {after.name}, by today's rules."
        dialog = self._work(
            "Compare", words, lambda report: compared(before, after, policy, report)
        )
        dialog.done_with.connect(self._show_changes)
        return dialog

    def sessions(self) -> SessionsDialog:
        """Lists every kept session."""
        window = self._window
        for shown in window.findChildren(SessionsDialog):
            shown.raise_()
            shown.activateWindow()
            return shown
        dialog = SessionsDialog(
            window.capture.sessions,
            window.settings,
            lambda path: window.windows.showing(path) is not None,
            window,
        )
        dialog.open_wanted.connect(self.open)
        dialog.salvage_wanted.connect(self.ask_where_to_salvage)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def offer_pruning(self) -> None:
        """Says, where the person set a rule for keeping sessions, what it does not keep; nothing goes by itself."""
        rule = keeping_rule.keeping(self._window.settings)
        if rule.keeps_all:
            return
        pruning = Pruning(self._window.capture.sessions, rule, self._window)
        pruning.found.connect(self._tell_what_goes)
        pruning.start()

    def _tell_what_goes(self, going: Sequence[Entry]) -> None:
        size = size_words(sum(each.size for each in going))
        notice = notices.beyond_what_is_kept(len(going), size, look=self.sessions)
        self._window.notices.show_notice(notice)

    def go_on(self) -> None:
        """Captures into the session that is shown, from now on."""
        path = self._window.saved.path
        if path is not None and self._window.saved.may_go_on:
            self._window.saved.leave()
            self._window.begin(port=DEFAULT_PORT, session=path)

    def accepts(self, dropped: QMimeData) -> bool:
        """Whether what is dragged over the window are files."""
        return any(url.isLocalFile() for url in dropped.urls())

    def drop(self, dropped: QMimeData) -> None:
        """Opens the sessions that were let fall on the window, and imports the other files."""
        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        self.open([path for path in paths if path.suffix == SUFFIX])
        if others := [path for path in paths if path.suffix != SUFFIX]:
            self._window.imports.import_files(others)

    def _fill_recent(self) -> None:
        self._recent.clear()
        found = recent.recent(self._window.settings)
        for path in found:
            action = self._recent.addAction(visible(path.name).replace("&", "&&"))
            action.setToolTip(plain_tip(visible(str(path))))
            action.triggered.connect(partial(self.open, [path]))
        if found:
            self._recent.addSeparator()
            forget = self._recent.addAction("&Forget these")
            forget.triggered.connect(partial(recent.forget_all, self._window.settings))
        else:
            self._recent.addAction("No file was opened yet").setEnabled(False)

    def _work(self, title: str, words: str, work: Callable[[Report], object]) -> TaskDialog:
        dialog = TaskDialog(title, words, work, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _show_changes(self, found: Compared) -> None:
        window = self._window
        dialog = ChangesDialog(found, window.appearance.theme, window)
        window.appearance.changed.connect(dialog.set_theme)
        dialog.wanted.connect(window.filter_bar.look_for)
        dialog.show()

    def _tell_copied(self, target: Path) -> None:
        self._window.notices.show_notice(notices.copied(target))

    def _show_salvaged(self, outcome: tuple[Path, Salvaged]) -> None:
        output, reached = outcome
        window = self._window.windows.look_at(output)
        window.notices.show_notice(notices.salvaged(reached))


def _copied(session: Path, target: Path, report: Report) -> Path | None:
    return target if copies.save_copy(session, target, report) else None


def _salvaged(damaged: Path, output: Path, report: Report) -> tuple[Path, Salvaged] | None:
    steps = salvage(damaged, output)
    reached: deque[Salvaged] = deque(maxlen=1)
    for step in steps:
        reached.append(step)
        if not report(step.done) and step.done < 1:
            steps.close()  # it puts away what it began
            return None
    return output, reached[0]
