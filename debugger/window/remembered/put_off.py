"""Which unfinished sessions the person put off: they are not offered again by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debugger.session.folder import Unfinished
from debugger.window.remembered.settings import Settings

_NAME = "unfinished/later"
_BETWEEN = "/"
"""No file's name has one."""


def first_to_offer(left: Iterable[Unfinished], settings: Settings) -> Unfinished | None:
    """The newest session that was not put off; None when all were."""
    known = settings.text(_NAME).split(_BETWEEN)
    return next((each for each in left if each.path.name not in known), None)


def put_off(left: Sequence[Unfinished], settings: Settings) -> None:
    """Remembers that these are kept for later; what was remembered of others is of no use any more."""
    settings.keep(_NAME, _BETWEEN.join(each.path.name for each in left))
    settings.save()
