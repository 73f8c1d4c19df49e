"""The fields that are pinned to the top, for every event of a name; kept from one start to the next."""

from __future__ import annotations

import msgspec

from debugger.session.rows import Row
from debugger.window.remembered.settings import Settings

MOST_NAMES = 200
"""Events with pinned fields; those that were pinned to longest ago are forgotten."""

MOST_FIELDS = 20

_KEPT = "pins"
_Pinned = dict[str, list[str]]


class Pins:
    """JSON Pointers by type and name of the event."""

    def __init__(self, settings: Settings | None) -> None:
        """Without settings, nothing is kept."""
        self._settings = settings

    def of(self, row: Row) -> list[str]:
        """The fields that are pinned for this event, in the order in which they were."""
        return self._read().get(_name(row), [])

    def turn(self, row: Row, place: str) -> None:
        """Pins a field, or takes the pin out."""
        pinned = self._read()
        fields = pinned.pop(_name(row), [])
        fields = [each for each in fields if each != place] if place in fields else [*fields, place]
        if fields:
            pinned[_name(row)] = fields[-MOST_FIELDS:]
        self._keep(dict(list(pinned.items())[-MOST_NAMES:]))

    def _read(self) -> _Pinned:
        kept = self._settings.text(_KEPT) if self._settings else ""
        try:
            return msgspec.json.decode(kept, type=_Pinned) if kept else {}
        except msgspec.MsgspecError:
            return {}

    def _keep(self, pinned: _Pinned) -> None:
        if self._settings is not None:
            self._settings.keep(_KEPT, msgspec.json.encode(pinned).decode())


def _name(row: Row) -> str:
    return f"{row.type} {row.name or ''}"
