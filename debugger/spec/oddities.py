"""Turns what was odd about a payload's JSON into faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debugger.events import Message
from debugger.payload.text import elided, visible
from debugger.spec.rule import Fault
from debugger.spec.wording import LONGEST_QUOTE, dotted


def oddities(message: Message, *, kind: str, found: str, remedy: str) -> Iterable[Fault]:
    """A fault for each oddity of one kind; `{place}` and `{text}` in `found` are filled in."""
    return _faults(message, kind, found, remedy) if message.oddities else ()


def _faults(message: Message, kind: str, found: str, remedy: str) -> Iterator[Fault]:
    for oddity in message.oddities:
        if oddity.kind == kind:
            place = elided(dotted(oddity.pointer), LONGEST_QUOTE) or "The message"
            text = visible(elided(oddity.text, LONGEST_QUOTE))
            yield Fault(
                pointer=oddity.pointer,
                message=found.replace("{place}", place).replace("{text}", text),
                remedy=remedy,
            )
