"""What an import did, in sentences; what comes from files is in them as it is, to be made visible."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.importers.storing import Tally


def summary(tally: Tally) -> str:
    """What came over: `Imported 3 calls in 1 request.`"""
    calls = _counted(tally.events, "call", "calls")
    said = f"Imported {calls} in {_counted(tally.requests, 'request', 'requests')}."
    if tally.broken:
        kept = "is no message, and was" if tally.broken == 1 else "are no messages, and were"
        said += f" {tally.broken:,} of them {kept} kept byte for byte."
    return said


def not_imported(tally: Tally) -> Iterator[str]:
    """What did not come over, place by place: what was passed over, then what could not be read."""
    for other in tally.passed_over:
        yield f"{other.place}: passed over {other.count:,} {other.what}."
    for place in tally.places:
        yield f"{place.place}: not read: {place.reason.removesuffix('.')}."
    if tally.unread > len(tally.places):
        yield f"… and {tally.unread - len(tally.places):,} more places that were not read."


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count:,} {singular if count == 1 else plural}"
