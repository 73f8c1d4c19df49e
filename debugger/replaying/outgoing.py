"""A request that is to be sent."""

from __future__ import annotations

from collections.abc import Sequence
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


def in_short(numbers: Sequence[int]) -> str:
    """`3`, `3-27`: the first and the last, also where some between are missing."""
    first, last = numbers[0], numbers[-1]
    return f"{first}" if first == last else f"{first}-{last}"
