"""What a session is like: of each event how many calls, and of each property in how many, with what types."""

from __future__ import annotations

from collections.abc import Mapping

from debugger.findings import Finding
from debugger.schema.kind import Kind

Key = tuple[str, str | None]
"""Call type, and the name of the event, page or screen."""

MOST_EVENTS = 10_000
_MOST_KNOWN = 32 * 1024 * 1024
"""Bytes, about, for the shapes of all events; where data makes more of them, all are learnt anew."""


class Profile:
    """Built call by call; its size is that of the tracking, not of the session."""

    def __init__(self) -> None:
        self.calls = 0
        self.kinds: dict[Key, Kind] = {}
        self.left_out = 0
        """Calls of more different names than are kept."""
        self._known = 0

    def see(self, key: Key, fields: Mapping[str, object], findings: tuple[Finding, ...]) -> None:
        """One more call."""
        self.calls += 1
        kind = self.kinds.get(key)
        if kind is None:
            if len(self.kinds) >= MOST_EVENTS:
                self.left_out += 1
                return
            kind = self.kinds[key] = Kind()
        self._known += kind.see(fields, findings)
        if self._known > _MOST_KNOWN:
            for each in self.kinds.values():
                each.forget_shapes()
            self._known = 0
