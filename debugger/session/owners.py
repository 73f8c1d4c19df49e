"""Which requests lost events came in, by the spans of numbers that the requests say they carried."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence


def owners(lost: Sequence[int], requests: Iterable[tuple[int, int, int]]) -> Mapping[int, int]:
    """Of ascending numbers each with the last request whose span it is in; those in none are left out.

    `requests` are id, first and last number each, the last id first. Each number is looked at once, however many
    spans damage has made overlap.
    """
    found: dict[int, int] = {}
    following = list(range(len(lost) + 1))
    for request, first, last in requests:
        place = _free(following, bisect_left(lost, first))
        while place < len(lost) and lost[place] <= last:
            found[lost[place]] = request
            following[place] = place + 1
            place = _free(following, place + 1)
    return found


def _free(following: list[int], place: int) -> int:
    """The first place from `place` on that has no owner yet; remembers the way for the next time."""
    end = place
    while following[end] != end:
        end = following[end]
    while following[place] != end:
        following[place], place = end, following[place]
    return end
