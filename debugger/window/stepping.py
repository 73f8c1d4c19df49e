"""Finds the call in the list that comes next and has a finding."""

from __future__ import annotations

from collections.abc import Sequence

from debugger.session.reader import SessionReader
from debugger.window.models.listing import Listing

_AT_ONCE = 256
"""Rows of a filter's hits that are looked at together."""


def with_finding(
    listing: Listing, reader: SessionReader, start: int | None, *, after: bool
) -> int | None:
    """The nearest call with a finding after number `start` or before it, beyond the end from the other end on.

    Without a `start` the first or the last one. None where no call in the list has a finding. Raises
    `SessionError`.
    """
    outermost = listing.base if after else listing.head + 1
    found = _nearest(listing, reader, outermost if start is None else start, after=after)
    return found or (None if start is None else _nearest(listing, reader, outermost, after=after))


def _nearest(listing: Listing, reader: SessionReader, start: int, *, after: bool) -> int | None:
    if listing.hits is None:
        found = reader.with_finding(start, after=after)
        return found if found is not None and listing.base < found <= listing.head else None
    if after:
        beyond: Sequence[int] = [number for number in listing.hits if number > start]
    else:
        beyond = [number for number in reversed(listing.hits) if number < start]
    for first in range(0, len(beyond), _AT_ONCE):
        for row in reader.rows_at(beyond[first : first + _AT_ONCE]):
            if row.errors or row.warnings or row.advice:
                return row.number
    return None
