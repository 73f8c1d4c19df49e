"""Reads the session in a thread of its own, so that taking calls in never waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from debugger.session.reader import SessionReader

Result = TypeVar("Result")


class ReadingThread:
    """One reader, opened when it is first asked for."""

    def __init__(self, session: Path) -> None:
        self._session = session
        self._reader: SessionReader | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="read-api")

    async def read(self, work: Callable[[SessionReader], Result]) -> Result:
        """What `work` makes of the session. Raises what it raises, and `SessionError`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._read, work)

    def close(self) -> None:
        """Lets go of the session, once what is under way is done."""
        self._thread.submit(self._close)
        self._thread.shutdown()

    def _read(self, work: Callable[[SessionReader], Result]) -> Result:
        if self._reader is None:
            self._reader = SessionReader.open(self._session)
        return work(self._reader)

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.close()
