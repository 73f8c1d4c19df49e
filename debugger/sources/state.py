"""How a source fares, by the newest that was heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SILENT_AFTER = 60_000_000
"""Microseconds: twice the longest time for which an SDK keeps calls back by default (mobile SDKs: 30 s)."""


class State(StrEnum):
    """The stages of a source, in the order in which a browser's or a phone's SDK goes through them."""

    ASKED = "settings asked"
    """It asked for its settings, or loaded Analytics.js, and nothing came after that."""
    BOOTED = "booted"
    """After its settings it did what an SDK does that took them: its page asked whether it may send, or it told
    figures about itself. No call has come since."""
    DELIVERING = "delivering"
    """A call came within the last minute."""
    SILENT = "silent"
    """Calls came, but none within the last minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """When each was last heard of a source, in microseconds since 1970-01-01 UTC; 0 for never."""

    call_at: int = 0
    asked_at: int = 0
    booted_at: int = 0

    @property
    def last_at(self) -> int:
        """When anything was heard."""
        return max(self.call_at, self.asked_at, self.booted_at)


def state_of(heard: Heard, now: int) -> State:
    """The state at `now`, in microseconds UTC. The newest counts: a page that is loaded again asks again."""
    if heard.call_at and heard.call_at >= heard.asked_at:
        return State.DELIVERING if now - heard.call_at < SILENT_AFTER else State.SILENT
    return State.BOOTED if heard.booted_at > heard.asked_at else State.ASKED
