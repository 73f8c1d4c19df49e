"""The schema of every event of a session or a file, built payload by payload."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from debugger.schema.holders import LARGEST, held
from debugger.schema.kind import Kind
from debugger.schema.profile import MOST_EVENTS, Key, Profile


@dataclass(frozen=True, slots=True)
class EventSchema:
    """What the calls of one event hold."""

    key: Key
    calls: int
    """All of them; those of more than `LARGEST` bytes are not looked into."""
    kind: Kind


class EventSchemas:
    """Their number is bounded, as is that of an event's properties."""

    def __init__(self) -> None:
        self.left_out = 0
        """Calls of more different names than are kept."""
        self._calls: Counter[Key] = Counter()
        self._profile = Profile()

    def see(self, key: Key, payload: bytes | None) -> None:
        """One more call; its payload may be left out where it is larger than `LARGEST`."""
        if key not in self._calls and len(self._calls) >= MOST_EVENTS:
            self.left_out += 1
            return
        self._calls[key] += 1
        if payload is not None and len(payload) <= LARGEST:
            self._profile.see(key, held(payload), ())

    def events(self) -> list[EventSchema]:
        """Those with the most calls first, then in the order in which they came."""
        kinds = self._profile.kinds
        return [
            EventSchema(key, calls, kinds.get(key) or Kind())
            for key, calls in self._calls.most_common()
        ]
