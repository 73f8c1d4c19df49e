"""What the person does about rules: changes what one is taken for, takes that back, and asks why it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from debugger.errors import PolicyError, SessionError
from debugger.findings import Finding
from debugger.payload.text import visible
from debugger.policy import Adjustment
from debugger.session.rows import StoredEvent
from debugger.window import notices
from debugger.window.panels.finding_menu import FindingActs, finding_menu, plain, said
from debugger.window.panels.rule_dialog import RuleDialog
from debugger.window.panels.rules_dialog import RulesDialog

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
        self._rules.changed.connect(self._judge_anew)
        self._rules.trouble.connect(self._tell_trouble)
        self._rules.readable.connect(lambda: window.notices.withdraw(notices.RULES_UNREADABLE))
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
            notice = notices.rules_changed(words, self._rules.path, undo=self._undo)
            self._window.notices.show_notice(notice)

    def _undo(self) -> None:
        self._window.notices.withdraw(notices.RULES_CHANGED)
        if not self._rules.undo():
            self._window.notices.show_notice(notices.rules_not_undone(self._rules.path))

    def _judge_anew(self) -> None:
        self._window.capture.judge_by(self._rules.policy)

    def _tell_trouble(self, error: PolicyError) -> None:
        self._window.notices.show_notice(notices.rules_unreadable(error))

    def _follow(self, done: int, of: int) -> None:
        """The session is judged anew: what is shown of it follows."""
        self._window.status.show_judging(done, of)
        self._window.live.judged_anew(whole=done >= of)
        number = self._window.detail.number
        reader = self._window.live.reader
        if done >= of and reader is not None:
            try:
                if number is not None and number <= of:
                    self._window.detail.show_again(reader.event(number))
                self._window.call_windows.judged_anew(reader, of)
            except (SessionError, LookupError) as error:
                self._window.notices.show_notice(notices.unreadable(error))
