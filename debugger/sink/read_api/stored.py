"""How far the session is stored, and waiting for more; all in the thread of the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

MOST_WAITING = 64
"""Requests and feeds that may wait at a time."""


class TooManyWaitingError(Exception):
    """`MOST_WAITING` wait already."""


class Stored:
    """The number of the last event that is known to be stored."""

    def __init__(self) -> None:
        self.newest = 0
        self.ended = False
        """Whether the sink is closing: nobody should wait any more."""
        self._waiting = 0
        self._changed = asyncio.Event()

    def announce(self, newest: int) -> None:
        """Events up to `newest` are stored."""
        if newest > self.newest:
            self.newest = newest
            self._wake()

    def end(self) -> None:
        """Nobody waits any longer."""
        self.ended = True
        self._wake()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Takes a place among those that wait. Raises `TooManyWaitingError`."""
        if self._waiting >= MOST_WAITING:
            raise TooManyWaitingError
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def beyond(self, number: int, seconds: float) -> bool:
        """Waits until there is an event after `number`; false when there is none in time, or at the end."""
        try:
            async with asyncio.timeout(seconds):
                while self.newest <= number and not self.ended:
                    await self._changed.wait()
        except TimeoutError:
            return False
        return self.newest > number

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
