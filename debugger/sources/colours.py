"""Which colour a source has: the same from session to session, and another than its neighbours'."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

COLOURS = ("blue", "teal", "green", "olive", "brown", "pink", "purple", "slate")
"""Each theme has its own shade of them. None is a severity's red or amber."""


def colours(identities: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """A colour for each source, in the order in which they were first heard of.

    What the person has `chosen` comes first; it is empty for most. Else the colour follows from the
    identity, and where an earlier source has it already, the next that is free is taken.
    """
    found = [colour if colour in COLOURS else "" for colour in chosen]
    for place, identity in enumerate(identities):
        if not found[place]:
            found[place] = _free(_own(identity), set(found))
    return found


def _own(identity: str) -> int:
    said = identity.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=4).digest(), "big") % len(COLOURS)


def _free(start: int, taken: set[str]) -> str:
    in_turn = (*COLOURS[start:], *COLOURS[:start])
    return next((colour for colour in in_turn if colour not in taken), in_turn[0])
