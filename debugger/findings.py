"""What the rules say of a message: findings, their severity, and what Segment would have done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How much a finding matters; a larger number matters more."""

    ADVICE = 1
    """Style: legal, and works."""
    WARNING = 2
    """Allowed, but almost surely a mistake."""
    ERROR = 3
    """Breaks the spec, or Segment drops the message."""

    @property
    def word(self) -> str:
        """The name as people, the command line and files write it: `error`, `warning`, `advice`."""
        return self.name.lower()


class Verdict(StrEnum):
    """What Segment would have done with the message."""

    KEPT = "kept"
    DROPPED = "dropped"
    """Answered 200, then discarded."""
    REJECTED = "rejected"
    """Answered 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of one message, at one place in it.

    `pointer` is an RFC 6901 JSON Pointer into the payload; with `missing` it says where the absent
    field would be. Why it matters is the rule's text (`debugger.spec`), looked up by `rule`.
    """

    rule: str
    severity: Severity
    pointer: str
    message: str
    """What was found, in plain text."""
    remedy: str
    """How to mend it here, in plain text."""
    missing: bool = False
    verdict: Verdict = Verdict.KEPT
    """What this fault alone makes Segment do."""
    code: str = ""
    """Segment's own discard code, where it has one."""
    related: int = 0
    """Number of the earlier event of the session that it speaks of; 0 where it speaks of none."""
    silenced: bool = False
    """Whether the person's settings keep it from counting; what Segment does stays the same."""

    def told(self) -> dict[str, str | int]:
        """What programs are told of it: in exports, and in the answers to WebSocket frames."""
        told: dict[str, str | int] = {
            "rule": self.rule,
            "severity": self.severity.word,
            "pointer": self.pointer,
            "message": self.message,
            "remedy": self.remedy,
        }
        return told | {"related": self.related} if self.related else told


_WORST_FIRST = (Verdict.REJECTED, Verdict.DROPPED)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The worst of what the findings make Segment do; kept when there are none."""
    verdicts = {finding.verdict for finding in findings}
    return next((verdict for verdict in _WORST_FIRST if verdict in verdicts), Verdict.KEPT)
