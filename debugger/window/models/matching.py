"""How well a few typed letters fit a name: all of them in order, best where words begin."""

from __future__ import annotations

_AT_WORD = 8
_NEXT = 5
_ELSEWHERE = 1


def fit(typed: str, name: str) -> int | None:
    """The higher the better; None where the letters of `typed` do not stand in `name` in this order.

    Upper and lower case are the same, spaces in what is typed only divide it.
    """
    wanted, there = typed.casefold().replace(" ", ""), name.casefold()
    if not wanted:
        return 0
    starts = [place for place, letter in enumerate(there) if letter == wanted[0]]
    return max(filter(None, (_from(wanted, there, start) for start in starts)), default=None)


def _from(wanted: str, there: str, start: int) -> int | None:
    """The worth when the first letter is taken at `start`: each further one at a word's beginning, or the next."""
    worth = _worth(there, start, start - 2)
    place = start
    for letter in wanted[1:]:
        before, place = place, _next(there, letter, place + 1)
        if place < 0:
            return None
        worth += _worth(there, place, before)
    return worth * 100 - len(there) - start


def _next(there: str, letter: str, start: int) -> int:
    """Where the letter stands next: at once, else at the beginning of a word, else anywhere."""
    first = there.find(letter, start)
    if first in {start, -1}:
        return first
    at_word = there.find(f" {letter}", start - 1)
    return at_word + 1 if at_word >= 0 else first


def _worth(there: str, place: int, before: int) -> int:
    if place == before + 1:
        return _NEXT
    return _AT_WORD if place == 0 or not there[place - 1].isalnum() else _ELSEWHERE
