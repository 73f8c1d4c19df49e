"""The schema in words: the same in the window and on the command line."""

from __future__ import annotations

from debugger.events import CallType
from debugger.payload.pointer import split
from debugger.payload.text import elided, visible
from debugger.schema.kind import Kind, Place
from debugger.schema.shapes import ANY_ELEMENT

COLUMNS = ("Property", "Share", "Calls", "Types")
"""What `row_words` says, as the head of a table."""

_LONGEST = 120
_ALL = 100


def calls_words(calls: int) -> str:
    """`1 call`, `212 calls`."""
    return "1 call" if calls == 1 else f"{calls:,} calls"


def event_name(call: object, name: object) -> str:
    """What an event is called: its name, or what it is where it has none."""
    if name:
        return captured(name)
    if call in {CallType.TRACK, CallType.PAGE, CallType.SCREEN}:
        return f"(unnamed {call})"
    return captured(call) or "(not a message)"


def event_title(call: str, name: str | None) -> str:
    """`track Order Completed`, `identify`, `(unnamed page)`: what tells the event apart from all others."""
    called = event_name(call, name)
    return f"{captured(call)} {called}".lstrip() if name else called


def captured(text: object) -> str:
    """A name from a call, short and without what a terminal or a label would obey."""
    return "" if text is None else visible(elided(str(text), _LONGEST))


def kind_words(name: str, kind: Kind, found: int) -> str:
    """`Order Completed: 7 properties in 118 of 120 calls`: those too large are found, but not looked into."""
    seen = calls_words(found)
    if kind.calls < found:
        seen = f"{kind.calls:,} of {seen}"
    places = len(kind.places)
    if not places:
        return f"{name}: no properties in {seen}"
    properties = "1 property" if places == 1 else f"{places:,} properties"
    return f"{name}: {properties} in {seen}"


def in_rows(kind: Kind) -> list[tuple[str, Place]]:
    """The places with their pointers in the order in which they are shown: members below what holds them."""
    return sorted(kind.places.items(), key=lambda each: split(each[0]))


def row_words(pointer: str, place: Place, calls: int) -> tuple[str, str, str, str]:
    """A property as a row of a table, of an event with so many calls."""
    return (
        property_name(pointer),
        share_words(place.calls, calls),
        f"{place.calls:,}",
        types_words(place),
    )


def share_words(part: int, whole: int) -> str:
    """A share in percent that says 100% only of all, and 0% of none."""
    if not whole or part == whole:
        return "100%" if whole else "—"
    percent = _ALL * part / whole
    if percent < 1:
        return "<1%"
    return ">99%" if percent > _ALL - 1 else f"{percent:.0f}%"


def types_words(place: Place) -> str:
    """`number`, or with counts where there are several: `number 118, string 2`."""
    most_first = types_by_calls(place)
    if len(most_first) == 1:
        return most_first[0][0]
    return ", ".join(f"{name} {calls:,}" for name, calls in most_first)


def types_by_calls(place: Place) -> list[tuple[str, int]]:
    """Each type with its calls, the most first."""
    return sorted(place.types.items(), key=lambda each: (-each[1], each[0]))


def property_name(pointer: str) -> str:
    """`properties.products[].sku`, as a filter has it, and no longer than can be shown."""
    parts = [elided(part, _LONGEST) for part in split(pointer)]
    text = parts[0] + "".join("[]" if part == ANY_ELEMENT else f".{part}" for part in parts[1:])
    return visible(elided(text, _LONGEST))
