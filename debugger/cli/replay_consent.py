"""Asks before calls leave this machine, and says what they are."""

from __future__ import annotations

import sys

from debugger.cli import terminal
from debugger.errors import UsageError
from debugger.payload.text import visible
from debugger.probing.target import Target
from debugger.replaying import Changes, Outline
from debugger.wire import keys


def sentences(target: Target, outline: Outline, changes: Changes) -> list[str]:
    """What is about to leave, and where to."""
    calls = terminal.counted(outline.calls, "call", "calls")
    requests = terminal.counted(outline.requests, "request", "requests")
    return [
        f"{visible(target.url)} is not this machine: {calls} in {requests} would go there.",
        key_sentence(changes),
        masked_sentence(changes),
    ]


def key_sentence(changes: Changes) -> str:
    """As whom they are sent."""
    key = changes.write_key
    if key is None:
        return "Write keys are those that came."
    return (
        f"Write key: {keys.masked(key)}, in place of those that came."
        if key
        else "Write key: none."
    )


def masked_sentence(changes: Changes) -> str:
    """How much is masked."""
    if changes.redactor is None:
        return "Nothing is masked: they go as they came, personal data and all."
    return changes.redactor.sentence


def consent(target: Target, outline: Outline, changes: Changes, *, yes: bool) -> None:
    """Returns where the person agrees. Raises `UsageError` where they do not, or cannot be asked."""
    said = sentences(target, outline, changes)
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(" ".join(said), "Nothing was sent; say --yes to send it.")
    sys.stderr.write("\n".join(said) + "\nSend? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing was sent.")
