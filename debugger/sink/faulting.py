"""The faults that are simulated at the moment: which request meets one, who is told, and what waits for its end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from debugger.events import Source
from debugger.wire import client, keys
from debugger.wire.faults import Fault, Faults, FaultState, names
from debugger.wire.intake import Intake
from debugger.wire.routes import RouteKind, match

_NAMING = ("authorization", "x-write-key", "user-agent")
"""Headers by which a source is known before its body is read."""


class FaultReport(Protocol):
    """Told of the faults that are simulated."""

    def faults(self, state: Sequence[FaultState]) -> None:
        """Each fault in force, with how many requests met it and how many more will."""


class Faulting:
    """Others may set the faults at any time, from any thread; those that answer and that record ask."""

    def __init__(self, report: FaultReport) -> None:
        self._report = report
        self._faults = Faults()
        self._asking = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._put_off: set[asyncio.Future[None]] = set()
        self._ended = False

    def simulate(self, faults: Sequence[Fault], met: Sequence[int] = ()) -> None:
        """Lets requests meet these faults from now on, and no others; answers that are put off wait no longer.

        `met` says of each how often it was met before, where that is gone on with.
        """
        with self._asking:
            self._faults = Faults(faults, met=met)
            self._report.faults(tuple(self._faults.state()))
        if self._loop is not None:
            with suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(self._let_go)

    def drops(self, path: str, headers: Mapping[bytes, bytes]) -> bool:
        """Whether the connection is to be dropped, of which this is known before a body is read."""
        if not self._faults.faults:
            return False
        named = {name: headers.get(name.encode(), b"").decode("latin-1") for name in _NAMING}
        library, version = client.library(named["user-agent"])
        key = keys.write_key(named, path, {})
        known = names(Source(write_key=key, library=library, version=version))
        return self._meet(known, early=True) is not None

    def meet(self, intake: Intake) -> tuple[Intake, Fault | None]:
        """What goes wrong with a request that was read, and the request with that said of it."""
        if not self._faults.faults:
            return intake, None
        request = intake.request
        route = match(request.method, request.path)
        if route.kind is RouteKind.UNKNOWN or route.mirrored:
            return intake, None  # a copy that is refused shows nothing of how the app delivers
        said = dict(request.headers).get("user-agent", "")
        known = {client.library(said)[0]} - {""}
        known.update(*(names(source) for source in {each.source for each in intake.messages}))
        fault = self._meet(known, early=False)
        if fault is None:
            return intake, None
        refused = intake.refusal is not None and route.kind is not RouteKind.PIXEL
        answered = fault.answered(400 if refused else 200)
        return replace(intake, request=replace(request, answer=answered)), fault

    async def put_off(self, seconds: float) -> None:
        """Waits so long, or until other faults are set or the sink ends."""
        if self._ended:
            return
        self._loop = asyncio.get_running_loop()
        waiting = self._loop.create_future()
        self._put_off.add(waiting)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await waiting
        finally:
            self._put_off.discard(waiting)

    def end(self) -> None:
        """Lets every answer that is put off go at once, and puts off no more; in the loop's thread."""
        self._ended = True
        self._let_go()

    def _meet(self, known: Collection[str], *, early: bool) -> Fault | None:
        with self._asking:
            fault = self._faults.meet(known, early=early)
            if fault is not None:
                self._report.faults(tuple(self._faults.state()))
        return fault

    def _let_go(self) -> None:
        for waiting in self._put_off:
            if not waiting.done():
                waiting.set_result(None)
