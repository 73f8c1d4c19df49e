"""How long sessions are kept: what the person chose, in the settings and in words."""

from __future__ import annotations

from enum import StrEnum

from debugger.session.library import Keeping
from debugger.window.remembered.settings import Settings

_KIND, _AMOUNT = "sessions/keep", "sessions/keep-amount"
_MEGABYTE = 1_000_000


class Kind(StrEnum):
    """What limits how many are kept."""

    ALL = "all"
    NEWEST = "newest"
    DAYS = "days"
    MEGABYTES = "megabytes"


CHOICES = {
    Kind.ALL: "all sessions",
    Kind.NEWEST: "the newest",
    Kind.DAYS: "those changed within",
    Kind.MEGABYTES: "the newest, up to",
}
UNITS = {Kind.ALL: "", Kind.NEWEST: " sessions", Kind.DAYS: " days", Kind.MEGABYTES: " MB"}
ORDINARY = {Kind.ALL: 0, Kind.NEWEST: 50, Kind.DAYS: 30, Kind.MEGABYTES: 1000}


def chosen(settings: Settings) -> tuple[Kind, int]:
    """The rule and its amount; all are kept unless the person said otherwise."""
    text = settings.text(_KIND, Kind.ALL)
    kind = Kind(text) if text in set(Kind) else Kind.ALL
    return kind, max(0, settings.number(_AMOUNT, ORDINARY[kind]))


def choose(settings: Settings, kind: Kind, amount: int) -> None:
    """Remembers the rule. Nothing goes for that: what goes is asked for each time."""
    settings.keep(_KIND, kind.value)
    settings.keep(_AMOUNT, amount)
    settings.save()


def keeping(settings: Settings) -> Keeping:
    """What the rule keeps."""
    kind, amount = chosen(settings)
    match kind:
        case Kind.NEWEST:
            return Keeping(newest=amount)
        case Kind.DAYS:
            return Keeping(days=amount)
        case Kind.MEGABYTES:
            return Keeping(size=amount * _MEGABYTE)
    return Keeping()
