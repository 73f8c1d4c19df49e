"""What the person does about rules: changes what one is taken for, takes that back, and asks why it is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from debugger.errors import PolicyError, SessionError
from debugger.findings import Finding
from debugger.payload.text import visible
from debugger.policy import Adjustment, Policy
from debugger.session.migration import migrate_if_older
from debugger.session.rows import StoredEvent
from debugger.session.verdicts import judge_anew
from debugger.window import notices, rule_notices
from debugger.window.background.task import Report
from debugger.window.panels.finding_menu import FindingActs, finding_menu, plain, said
from debugger.window.panels.rule_dialog import RuleDialog
from debugger.window.panels.rules_dialog import RulesDialog
from debugger.window.panels.task_dialog import TaskDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class RuleCommands:
    """Connects the settings of the rules with the parts of the window that show and change them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._rules = window.rules
        self._acts = FindingActs(
            set=self.set,
            forget=self.forget,
            why=self.why,
            go_to=window.commands.go_to,
            copy=lambda text: QGuiApplication.clipboard().setText(text),
        )
        window.detail.make_menu = self._menu
        window.detail.findings.silenced_by = self._silenced_by
        self._file: Path | None = None
        self._judged_by = self._rules.policy
        """What the file that is shown was judged by, as far as is known."""
        self._rules.changed.connect(self._follow_rules)
        window.saved.changed.connect(self._open_file)
        self._rules.trouble.connect(self._tell_trouble)
        self._rules.readable.connect(lambda: window.notices.withdraw(rule_notices.RULES_UNREADABLE))
        window.capture.sink.rejudged.connect(self._follow)

    def set(self, adjustment: Adjustment) -> None:
        """Writes an adjustment into the settings file, and says so."""
        self._tell(said(adjustment), lambda: self._rules.set(adjustment))

    def forget(self, adjustment: Adjustment) -> None:
        """Takes an adjustment out of the settings file, and says so."""
        words = f"{adjustment.rule} is as the rule has it {plain(adjustment.scope)}"
        self._tell(words, lambda: self._rules.forget(adjustment))

    def why(self, rule_id: str) -> RuleDialog:
        """Tells all that is known of a rule."""
        dialog = RuleDialog(rule_id, self._window.appearance.theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def why_lit(self) -> RuleDialog | None:
        """Tells of the rule of the lit finding, or of the first; None where the call has none."""
        finding = self._window.detail.lit_finding
        return None if finding is None else self.why(finding.rule)

    def open_rules(self) -> RulesDialog:
        """Lists every rule with what it is taken for here."""
        dialog = RulesDialog(self._rules, self._acts, self._window.appearance.theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def _menu(self, finding: Finding, event: StoredEvent, parent: QWidget) -> QMenu:
        return finding_menu(finding, event, self._rules.policy, self._acts, parent)

    def _silenced_by(self, finding: Finding, event: StoredEvent) -> str:
        row, source = event.row, event.source
        holds = self._rules.policy.of(finding.rule, event=row.name, source=source.library)
        if holds is None:
            return "Silenced when it was recorded."
        return f"Silenced {plain(holds.scope)}, in {visible(str(self._rules.path))}."

    def _tell(self, words: str, change: Callable[[], None]) -> None:
        before = self._rules.policy
        change()
        if self._rules.policy != before:
            notice = rule_notices.rules_changed(words, self._rules.path, undo=self._undo)
            self._window.notices.show_notice(notice)

    def _undo(self) -> None:
        self._window.notices.withdraw(rule_notices.RULES_CHANGED)
        if not self._rules.undo():
            self._window.notices.show_notice(rule_notices.rules_not_undone(self._rules.path))

    def judge_anew(self) -> TaskDialog | None:
        """Judges the session by the rules in force: beside the capture, or in a file with its progress shown."""
        path = self._window.saved.path
        if path is None:
            self._window.capture.judge_by(self._rules.policy)
            return None
        work = partial(_judged, path, self._rules.policy)
        words = f"Judging {self._window.saved.name} by the rules in force."
        dialog = TaskDialog("Judge anew", words, work, self._window)
        dialog.done_with.connect(partial(self._show_judged, self._rules.policy))
        dialog.rejected.connect(self._show_judged)
        dialog.open()
        return dialog

    def _follow_rules(self) -> None:
        """A file is written into only where the person says so."""
        self._window.capture.judge_by(self._rules.policy)
        if self._window.saved.path is None or self._rules.policy == self._judged_by:
            self._window.notices.withdraw(rule_notices.JUDGED_BEFORE)
        else:
            self._window.notices.show_notice(rule_notices.judged_before(judge=self.judge_anew))

    def _open_file(self) -> None:
        """Another file is shown, or none: it was judged by what holds now, as far as is known."""
        if self._window.saved.path != self._file:
            self._file, self._judged_by = self._window.saved.path, self._rules.policy
            self._window.notices.withdraw(rule_notices.JUDGED_BEFORE)

    def _show_judged(self, policy: Policy | None = None, migrated: object = None) -> None:
        """All of a file is judged, or as far as it was left; one that was migrated is another file."""
        if policy is not None:
            self._judged_by = policy
            self._window.notices.withdraw(rule_notices.JUDGED_BEFORE)
        path, reader = self._window.saved.path, self._window.live.reader
        if path is not None and migrated:
            self._window.saved.open(path)
        elif reader is not None:
            self._show_anew(reader.newest())

    def _tell_trouble(self, error: PolicyError) -> None:
        self._window.notices.show_notice(rule_notices.rules_unreadable(error))

    def _follow(self, done: int, of: int) -> None:
        """The session is judged anew: what is shown of it follows."""
        self._window.status.show_judging(done, of)
        if done >= of:
            self._show_anew(of)
        else:
            self._window.live.judged_anew(whole=False)

    def _show_anew(self, last: int) -> None:
        """Shows what is found now in the calls up to a number, which are all that are judged."""
        self._window.live.judged_anew(whole=True)
        number = self._window.detail.number
        reader = self._window.live.reader
        if reader is None:
            return
        try:
            if number is not None and number <= last:
                self._window.detail.show_again(reader.event(number))
            self._window.call_windows.judged_anew(reader, last)
        except (SessionError, LookupError) as error:
            self._window.notices.show_notice(notices.unreadable(error))


def _judged(path: Path, policy: Policy, report: Report) -> bool | None:
    """Whether the file was migrated first; None where it was stopped."""
    migrated = migrate_if_older(path) is not None
    with closing(judge_anew(path, policy)) as judging:
        for done in judging:
            if not report(done):
                return None
    return migrated
