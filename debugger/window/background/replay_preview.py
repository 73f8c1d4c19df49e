"""What would be masked of calls on their way to another machine, tried before anything leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from debugger.policy import private_in
from debugger.redaction import Redaction, Redactor
from debugger.replaying import Changes, Preparer, captured
from debugger.session.reader import SessionReader
from debugger.window.background.task import Report

LOOKED_AT = 2000
"""Calls, from the first."""

_MOST_EXAMPLES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayPreview:
    """What is masked in the first of the calls."""

    looked_at: int
    of: int
    counts: Mapping[str, int]
    """Places, by the rule."""
    examples: Sequence[tuple[int, str, str]]
    """Number of the call, what stood there, and what goes instead; each value once."""


def preview(
    session: Path, numbers: Sequence[int], config: Path | None, report: Report
) -> ReplayPreview | None:
    """Masks the first of the calls as the replay by these settings does; None where it was stopped."""
    looked_at = numbers[:LOOKED_AT]
    redactor = Redactor((private_in(config) if config else None) or Redaction())
    twin = Redactor(redactor.choice)  # which counts nothing that is told
    preparer = Preparer(Changes(redactor=redactor, write_key=""))
    examples: dict[str, tuple[int, str, str]] = {}
    with closing(SessionReader.open(session)) as reader:
        for each in captured(reader.events_at(looked_at)):
            if not report(0):
                return None
            preparer.prepared(each, sent_at=each.request.received_at)
            for number, message in zip(each.numbers, each.messages, strict=True):
                if len(examples) < _MOST_EXAMPLES:
                    for value, kind in twin.redact(message).masked.items():
                        examples.setdefault(value, (number, value, twin.token(kind, value)))
    return ReplayPreview(
        looked_at=len(looked_at),
        of=len(numbers),
        counts=dict(redactor.counts),
        examples=list(examples.values())[:_MOST_EXAMPLES],
    )
