"""What is told of the events of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debugger.schema.events import EventSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The events that were asked for."""

    file: str
    events: Sequence[EventSchema]
    left_out: int
    """Calls of more different names than are kept."""

    @property
    def calls(self) -> int:
        """Of all these events."""
        return sum(each.calls for each in self.events)
