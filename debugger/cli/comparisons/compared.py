"""What a comparison is told of: two calls, or two sessions, with what differs."""

from __future__ import annotations

from dataclasses import dataclass

from debugger.comparing.payloads import Comparison
from debugger.comparing.sessions import Aspect, Change
from debugger.events import Message
from debugger.expectations.expectation import titled
from debugger.schema.profile import Profile


@dataclass(frozen=True, slots=True)
class Named:
    """One call, as the command line names it."""

    place: str
    """`run.tdsession#3`."""
    message: Message
    name: str | None

    @property
    def title(self) -> str:
        """`run.tdsession#3 track "Order Completed"`."""
        return f"{self.place} {titled(self.message.type, self.name)}".strip()


@dataclass(frozen=True, slots=True)
class CallsCompared:
    """Two calls."""

    before: Named
    after: Named
    comparison: Comparison

    @property
    def fails(self) -> bool:
        """Whether they differ but in volatile fields."""
        return bool(self.comparison.differences)


@dataclass(frozen=True, slots=True)
class SessionsCompared:
    """Two sessions."""

    names: tuple[str, str]
    before: Profile
    after: Profile
    changes: tuple[Change, ...]
    fail_on: tuple[Aspect, ...]

    @property
    def failing(self) -> tuple[Change, ...]:
        """The changes that the person will not have."""
        return tuple(change for change in self.changes if change.aspect in self.fail_on)

    @property
    def fails(self) -> bool:
        """Whether there are any of those."""
        return bool(self.failing)

    def of(self, aspect: Aspect) -> list[Change]:
        """The changes of one aspect."""
        return [change for change in self.changes if change.aspect is aspect]
