"""The calls that were looked at, to go back and forward through as through pages."""

from __future__ import annotations

MOST = 200
"""Calls that are remembered."""

GLANCE = 0.3
"""Seconds; a call that was passed over faster was not looked at, as while an arrow key is held."""


class Visits:
    """Numbers of calls in the order in which they were looked at, and the place among them."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._at = -1
        self._since: float | None = None
        """When the current one was come to, unless by going back or forward."""

    @property
    def has_before(self) -> bool:
        """Whether there is a call to go back to."""
        return self._at > 0

    @property
    def has_after(self) -> bool:
        """Whether there is a call to go forward to again."""
        return self._at + 1 < len(self._numbers)

    @property
    def before(self) -> int | None:
        """The call that going back would lead to."""
        return self._numbers[self._at - 1] if self.has_before else None

    def visit(self, number: int, at: float) -> None:
        """Another call is looked at, from this second on of any clock."""
        if self._at >= 0 and self._numbers[self._at] == number:
            return
        glanced = self._since is not None and at - self._since < GLANCE
        keep = self._at if glanced else self._at + 1
        self._numbers = self._numbers[:keep]
        if not self._numbers or self._numbers[-1] != number:
            self._numbers.append(number)
        self._numbers = self._numbers[-MOST:]
        self._at = len(self._numbers) - 1
        self._since = at

    def back(self) -> int | None:
        """The call before; None where there is none."""
        return self._go(-1) if self.has_before else None

    def forward(self) -> int | None:
        """The call that was left by going back; None where there is none."""
        return self._go(1) if self.has_after else None

    def _go(self, step: int) -> int:
        self._at += step
        self._since = None
        return self._numbers[self._at]
