"""How a body that did not come whole is told, and how a request with one is answered."""

from __future__ import annotations

_ENDED_EARLY = "body ended early"
WENT_AWAY = "the sender went away"
_LARGER = "is larger than"


def ended_early(share: str, why: str) -> str:
    """`body ended early: 312 of 1,000 bytes (the sender went away)`."""
    return f"{_ENDED_EARLY}: {share} ({why})"


def too_large(size: int, most: int, kept: int) -> str:
    """`body of 9,000 bytes is larger than 5,000: its first 100 bytes were kept`."""
    return f"body of {size:,} bytes {_LARGER} {most:,}: its first {kept:,} bytes were kept"


def status_of(problem: str) -> int | None:
    """What such a request is answered; 0 where nobody was there to hear it, None where the body came whole."""
    if problem.startswith(f"{_ENDED_EARLY}: "):
        return 0 if problem.endswith(f"({WENT_AWAY})") else 408
    if problem.startswith("body of ") and f" bytes {_LARGER} " in problem:
        return 400
    return None
