"""What can be done about a finding: silence its rule, make it matter more or less, ask why, go where it points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from debugger.findings import Finding, Severity
from debugger.payload.text import elided, visible
from debugger.policy import Adjustment, Policy, Setting
from debugger.session.rows import StoredEvent

_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingActs:
    """What the entries of the menu do."""

    set: Callable[[Adjustment], object]
    forget: Callable[[Adjustment], object]
    why: Callable[[str], object]
    go_to: Callable[[int], object]
    copy: Callable[[str], object]


def finding_menu(
    finding: Finding, event: StoredEvent, policy: Policy, acts: FindingActs, parent: QWidget
) -> QMenu:
    """The menu for a finding of `event`; each setting for the event's name, for its source, or everywhere."""
    menu = QMenu(parent)
    holds = policy.of(finding.rule, event=event.row.name, source=event.source.library)
    if finding.related:
        _add(menu, f"Go to call {finding.related:,}", lambda: acts.go_to(finding.related))
    _add(menu, "Why?…", lambda: acts.why(finding.rule))
    _add(menu, "Copy finding", lambda: acts.copy(_text(finding)))
    menu.addSeparator()
    if holds is not None:
        words = f"As the rule has it {plain(holds.scope)}"
        _add(menu, words, lambda: acts.forget(holds))
    if not finding.silenced:
        _add_scopes(menu.addMenu(f"Silence {finding.rule}"), finding, event, Setting.SILENT, acts)
    for severity in reversed(Severity):
        if finding.silenced or severity is not finding.severity:
            setting = Setting(severity.word)
            _add_scopes(menu.addMenu(f"Make it {_WORDS[setting]}"), finding, event, setting, acts)
    return menu


_WORDS = {
    Setting.SILENT: "silent",
    Setting.ADVICE: "advice",
    Setting.WARNING: "a warning",
    Setting.ERROR: "an error",
}


def said(adjustment: Adjustment) -> str:
    """What an adjustment makes of its rule: `event-style is silent for “Walk Booked”`."""
    return f"{adjustment.rule} is {_WORDS[adjustment.setting]} {plain(adjustment.scope)}"


def plain(scope: str) -> str:
    """The words of a scope, which hold captured text, cut short and safe to show."""
    return visible(elided(scope, 2 * _LONGEST))


def _add_scopes(
    menu: QMenu, finding: Finding, event: StoredEvent, setting: Setting, acts: FindingActs
) -> None:
    for adjustment in _scopes(finding, event, setting):
        _add(menu, plain(adjustment.scope), _setting(acts, adjustment))


def _setting(acts: FindingActs, adjustment: Adjustment) -> Callable[[], object]:
    return lambda: acts.set(adjustment)


def _scopes(finding: Finding, event: StoredEvent, setting: Setting) -> Iterator[Adjustment]:
    if event.row.name:
        yield Adjustment(rule=finding.rule, setting=setting, event=event.row.name)
    if event.source.library:
        yield Adjustment(rule=finding.rule, setting=setting, source=event.source.library)
    yield Adjustment(rule=finding.rule, setting=setting)


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.triggered.connect(lambda _checked: act())


def _text(finding: Finding) -> str:
    parts = (
        f"{finding.severity.word} {finding.rule}: {finding.message}",
        finding.pointer,
        finding.remedy,
    )
    return "\n".join(visible(part) for part in parts if part)
