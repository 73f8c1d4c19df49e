"""What every report is told: each event once it is judged, and what was found of all at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from debugger.events import Message
from debugger.expectations import Outcome
from debugger.findings import Finding, Severity, Verdict, verdict_of

STDIN = "-"
"""The file name that means standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """What is checked, and how strictly."""

    file: str
    """As it was named; `STDIN` for standard input."""
    fail_on: Severity | None
    """The least severity that counts as a failure; None when none does."""
    expectations: str = ""
    """The file of what is expected, as it was named; empty where nothing is."""

    def fails(self, finding: Finding) -> bool:
        """Whether the finding counts as a failure."""
        return self.fail_on is not None and finding.severity >= self.fail_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One event with what was found."""

    number: int
    """Counted from 1 in the order of the file."""
    line: int | None
    """The line of the file that it stands on, from 1; None in a session, which has none."""
    message: Message
    findings: Sequence[Finding]
    silenced: Sequence[Finding] = ()
    """What the project's settings keep from counting."""


@dataclass(slots=True)
class Tally:
    """What was found so far."""

    events: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    silenced: int = 0
    """Findings that the project's settings keep from counting among the others."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of each expectation, in the order of the file."""

    @property
    def unmet(self) -> tuple[Outcome, ...]:
        """The expectations that are not met."""
        return tuple(outcome for outcome in self.outcomes if not outcome.met)

    def add(self, findings: Sequence[Finding]) -> None:
        """Counts one event and its findings."""
        self.events += 1
        counted = [finding.severity for finding in findings if not finding.silenced]
        self.findings.update(counted)
        self.silenced += len(findings) - len(counted)
        self.verdicts[verdict_of(findings)] += 1


class Report(Protocol):
    """Told of each event in turn."""

    def start(self) -> None:
        """Before the first event."""

    def event(self, judged: Judged) -> None:
        """One event, once it is judged."""

    def end(self, tally: Tally) -> None:
        """After the last event."""
