"""Puts together what is known of one value: by its field, by its name, or by how it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from debugger.events import Message
from debugger.meaning import addresses, codes, moments, user_agents
from debugger.meaning.documentation import documentation
from debugger.payload import pointer

LONGEST = 4_000
"""Characters; a longer text is not looked at."""

_BY_NAME: dict[str, Callable[[str], str]] = {
    "currency": codes.currency,
    "locale": codes.language,
    "language": codes.language,
    "country": codes.country,
    "countrycode": codes.country,
    "useragent": user_agents.in_words,
}
"""What tells what a text means, by the last part of its name in lower case and without separators."""


def meaning(
    place: str, value: object, message: Message, *, now: int, zone: tzinfo | None = None
) -> tuple[str, ...]:
    """What the value at a JSON Pointer of a message means; nothing where nothing is known of it.

    `now` is in microseconds since 1970 UTC; times are told in `zone`, else in the local one. The first text
    that is a user agent takes a fifth of a second, to load what is known of them.
    """
    told = _told(place, value, message, now=now, zone=zone)
    return (*told, *documentation(place, message))


def _told(
    place: str, value: object, message: Message, *, now: int, zone: tzinfo | None
) -> tuple[str, ...]:
    name = next(reversed(pointer.split(place)), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return moments.of_number(name, value, message, now=now, zone=zone)
    if not isinstance(value, str) or not value or len(value) > LONGEST:
        return ()
    bare = name.replace("_", "").replace("-", "").casefold()
    if bare == "timezone":
        return tuple(filter(None, [codes.time_zone(value, now)]))
    sentence = _BY_NAME[bare](value) if bare in _BY_NAME else ""
    if sentence:
        return (sentence,)
    return moments.of_text(value, message, now=now, zone=zone) or addresses.parts(value)
