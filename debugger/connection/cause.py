"""What a cause is: something that keeps calls away, by which signs it is known, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from debugger.connection.evidence import Evidence
from debugger.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of a cause. The texts are about this sign; the cause's are general."""

    seen: str
    """What was seen, in a sentence with its figures."""
    remedy: str = ""
    """What to do about it here, where that is not what the cause says."""
    title: str = ""
    severity: Severity | None = None
    at: int = 0
    """When it was seen last, in microseconds since 1970-01-01 UTC; 0 for what holds all the time."""


Check = Callable[[Evidence], Iterable[Sign]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that keeps calls away. The window and the command line read all they say of it here."""

    id: str
    severity: Severity
    """Error: nothing can arrive. Warning: somebody tries and fails. Advice: what may be, unseen."""
    title: str
    remedy: str
    """What to do, in a sentence or two."""
    check: Check
    """Every sign of it; reads nothing but the evidence."""
    guess: bool = False
    """Whether nothing of it can be seen, so that it is told wherever nothing comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A cause that shows."""

    id: str
    severity: Severity
    title: str
    seen: str
    remedy: str
    at: int = 0
    guess: bool = False

    def told(self) -> dict[str, str]:
        """What programs are told of it."""
        return {
            "id": self.id,
            "severity": self.severity.word,
            "title": self.title,
            "seen": self.seen,
            "remedy": self.remedy,
        }


def times(count: int) -> str:
    """`once`, `twice`, `2,500 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
