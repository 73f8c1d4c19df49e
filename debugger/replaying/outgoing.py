"""A request that is to be sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """All that goes over the line, and which events it repeats."""

    numbers: tuple[int, ...]
    """Of the events, ascending."""
    method: str
    path: str
    """From the host's root, without a query."""
    headers: tuple[tuple[str, str], ...]
    """All but those that every client writes itself: Host, Content-Length."""
    body: bytes
