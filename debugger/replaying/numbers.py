"""Numbers of events in few characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def in_short(numbers: Sequence[int]) -> str:
    """`3`, `3-27`: the first and the last, also where some between are missing."""
    first, last = numbers[0], numbers[-1]
    return f"{first}" if first == last else f"{first}-{last}"


def as_ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers of events as `--events` takes them: `3,7-12`."""
    return ",".join(_ranges(numbers))


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield _range(first, last)
        first = last = number
    if first:
        yield _range(first, last)


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}-{last}"
