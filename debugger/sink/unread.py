"""Cuts a connection whose other side does not read what is written to it, after a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Unread:
    """Told by a protocol when its transport has more to write than it takes, and when that is gone."""

    __slots__ = ("_cut", "_seconds", "_timer")

    def __init__(self, seconds: float, cut: Callable[[], None]) -> None:
        """`cut` is called once that has lasted for `seconds`."""
        self._seconds = seconds
        self._cut = cut
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """More waits to be written than the transport takes."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._seconds, self._cut)

    def stop(self) -> None:
        """It does so no longer, or the connection has ended."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
