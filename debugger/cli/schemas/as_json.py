"""JSON: one object in ASCII, for programs."""

from __future__ import annotations

import json
from typing import TextIO

from debugger.cli.schemas.told import Told
from debugger.schema import words
from debugger.schema.events import EventSchema
from debugger.schema.kind import Place

_DIGITS = 6


def write(told: Told, output: TextIO) -> None:
    """Writes `{"file": …, "calls": 120, "left_out": 0, "events": […]}`."""
    found = {
        "file": told.file,
        "calls": told.calls,
        "left_out": told.left_out,
        "events": [_event(each) for each in told.events],
    }
    output.write(json.dumps(found, indent=1) + "\n")


def _event(event: EventSchema) -> dict[str, object]:
    call, name = event.key
    kind = event.kind
    return {
        "type": call,
        "event": name,
        "calls": event.calls,
        "looked_into": kind.calls,
        "properties": [
            _property(pointer, place, kind.calls) for pointer, place in words.in_rows(kind)
        ],
    }


def _property(pointer: str, place: Place, calls: int) -> dict[str, object]:
    return {
        "pointer": pointer,
        "calls": place.calls,
        "share": round(place.calls / calls, _DIGITS),
        "types": dict(words.types_by_calls(place)),
    }
