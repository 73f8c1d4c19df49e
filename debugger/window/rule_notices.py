"""What the window says of changes to the rules, word by word."""

from __future__ import annotations

from pathlib import Path

from debugger.errors import PolicyError
from debugger.findings import Severity
from debugger.payload.text import visible
from debugger.window.notices import Act
from debugger.window.widgets.notice import Choice, Notice

RULES_CHANGED = "rules-changed"
RULES_UNREADABLE = "rules-unreadable"
JUDGED_BEFORE = "judged-before"


def rules_changed(words: str, path: Path, *, undo: Act) -> Notice:
    """A rule is taken for something else from now on."""
    return Notice(
        key=RULES_CHANGED,
        severity=Severity.ADVICE,
        text=f"{words} now, by {visible(str(path))}.",
        choices=(Choice(text="Undo", act=undo),),
    )


def judged_before(*, judge: Act) -> Notice:
    """The rules are others than those that a saved session was judged by: what it says stays until it is asked."""
    return Notice(
        key=JUDGED_BEFORE,
        severity=Severity.ADVICE,
        text="The rules have changed. What is found in this file is what it was judged to be before.",
        choices=(
            Choice(text="Judge it anew", act=judge, tip="What is found is written into the file"),
        ),
    )


def rules_not_undone(path: Path) -> Notice:
    """The settings file was written elsewhere since, and that is not thrown away."""
    return Notice(
        key=RULES_CHANGED,
        severity=Severity.WARNING,
        text=f"{visible(str(path))} was changed elsewhere since, so nothing was undone. "
        "Rules… takes the setting back.",
    )


def rules_unreadable(error: PolicyError) -> Notice:
    """The settings of the rules cannot be read or written; what held before holds on."""
    return Notice(
        key=RULES_UNREADABLE,
        severity=Severity.WARNING,
        text=f"{visible(str(error))} The rules are taken for what they were before.",
    )
