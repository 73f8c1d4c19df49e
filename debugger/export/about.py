"""What an export says of itself: who wrote it, of which session, what the filter was and what was masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from debugger.redaction import Redaction

LAYOUT = 2
"""Goes up when a program that reads exports has to know."""

_NOT_TOLD = ("writer",)
"""Of the session: the process that records is nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Of one export."""

    redaction: Redaction | None = None
    """None where the person chose to export everything as it came."""
    filter: str = ""
    """The filter that chose the events; empty where none did."""
    scope: str = "all"
    """`all`, `filter` or `selection`."""
    session: Mapping[str, str | None] | None = None
    """What the session says of itself; None where there is none."""

    @property
    def members(self) -> dict[str, object]:
        """As a JSON object."""
        told = {key: value for key, value in (self.session or {}).items() if key not in _NOT_TOLD}
        chosen = self.redaction
        return {
            "layout": LAYOUT,
            "program": program(),
            "session": told,
            "scope": self.scope,
            "filter": self.filter,
            "redaction": None
            if chosen is None
            else {"rules": sorted(chosen.rules), "paths": list(chosen.paths)},
        }

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should know who reads it."""
        chosen = {
            "all": "All events.",
            "selection": "Chosen events.",
            "filter": f"What the filter shows: {self.filter}",
        }[self.scope]
        if self.redaction is None:
            return (chosen, "Nothing is masked: write keys and personal data are as they came.")
        return (chosen, self.redaction.sentence)


def program() -> str:
    """This program with its version."""
    try:
        return f"Track Debugger {version('track-debugger')}"
    except PackageNotFoundError:
        return "Track Debugger"
