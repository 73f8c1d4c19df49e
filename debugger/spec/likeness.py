"""Finds the known name that a misspelt one was meant for: `Revenue`, `order_Id`, `curency`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

LONGEST = 64
"""Characters; a longer name is nobody's misspelling."""

MOST = 500
"""Names of one object that are looked at; those of objects with more are made from data."""

_SHORTEST = 6
"""Letters that a name must have for one wrong letter not to make another word of it."""

_SHORTEST_FOR_EXCHANGE = 9
"""Letters below which an exchanged letter may well be another word: `shopping` is not `shipping`."""

_MOST_REMEMBERED = 4096


def folded(name: str) -> str:
    """The name without case, spaces, underscores and hyphens: what is left is what people remember."""
    return name.casefold().replace("_", "").replace(" ", "").replace("-", "")


class Names:
    """Known names, made ready for looking up misspelt ones; a lookup takes the same time for any name."""

    __slots__ = ("_by_folded", "_by_shortened", "_remembered", "known")

    def __init__(self, names: Iterable[str]) -> None:
        self.known = frozenset(names)
        """The names themselves."""
        self._by_folded: Mapping[str, str] = {folded(name): name for name in sorted(self.known)}
        self._by_shortened: dict[str, list[str]] = {}
        for bare in self._by_folded:
            if len(bare) >= _SHORTEST:
                for short in {bare, *_shortened(bare)}:
                    self._by_shortened.setdefault(short, []).append(bare)
        self._remembered: dict[str, tuple[str, bool] | None] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.known

    def meant_by(self, name: str) -> tuple[str, bool] | None:
        """The known name that `name` is but for its spelling, and whether only case and separators differ.

        None for a known name, and for one that is like none of them.
        """
        if name in self.known or len(name) > LONGEST:
            return None
        if name in self._remembered:
            return self._remembered[name]
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        meant = self._remembered[name] = self._look_up(name)
        return meant

    def _look_up(self, name: str) -> tuple[str, bool] | None:
        bare = folded(name)
        same = self._by_folded.get(bare)
        if same is not None:
            return same, True
        if len(bare) < _SHORTEST or any(character.isdigit() for character in bare):
            return None
        for short in (bare, *_shortened(bare)):
            for candidate in self._by_shortened.get(short, ()):
                if is_slip(bare, candidate):
                    return self._by_folded[candidate], False
        return None


def is_slip(written: str, meant: str) -> bool:
    """Whether one letter too many, too few, exchanged or swapped with the next makes `written` of `meant`.

    A plural is no slip, nor is another first letter.
    """
    if written[:1] != meant[:1] or written == meant:
        return False
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    start = next(
        (place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter)
    )
    if len(longer) - len(shorter) == 1:
        plural = start == len(shorter) and longer.endswith("s")
        return not plural and longer[start + 1 :] == shorter[start:]
    if len(longer) != len(shorter):
        return False
    if written[start + 1 :] == meant[start + 1 :]:
        ending = start == len(meant) - 1  # published is not publisher
        return len(meant) >= _SHORTEST_FOR_EXCHANGE and not ending
    swapped = written[start : start + 2] == meant[start : start + 2][::-1]
    return swapped and written[start + 2 :] == meant[start + 2 :]


def _shortened(bare: str) -> Iterator[str]:
    """`bare` without one of its letters, for each of them."""
    return (bare[:place] + bare[place + 1 :] for place in range(len(bare)))
