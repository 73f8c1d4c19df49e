"""The faults that are simulated at the moment: which request meets one, and who is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from debugger.wire import client, keys
from debugger.wire.faults import Fault, Faults, FaultState

_NAMING = ("authorization", "x-write-key", "user-agent")
"""Headers by which a source is known before its body is read."""


class FaultReport(Protocol):
    """Told of the faults that are simulated."""

    def faults(self, state: Sequence[FaultState]) -> None:
        """Each fault in force, with how many requests met it and how many more will."""


class Faulting:
    """Others may set the faults at any time, from any thread; one thread asks."""

    def __init__(self, report: FaultReport) -> None:
        self._report = report
        self._faults = Faults()

    def simulate(self, faults: Sequence[Fault]) -> None:
        """Lets requests meet these faults from now on, and no others."""
        self._faults = Faults(faults)
        self._report.faults(tuple(self._faults.state()))

    def meet(self, path: str, headers: Mapping[bytes, bytes]) -> Fault | None:
        """What goes wrong with the next request, of which this is known before its body is read."""
        faults = self._faults
        if not faults.faults:
            return None
        named = {name: headers.get(name.encode(), b"").decode("latin-1") for name in _NAMING}
        library, _ = client.library(named["user-agent"])
        fault = faults.meet(keys.write_key(named, path, {}), library)
        if fault is not None:
            self._report.faults(tuple(faults.state()))
        return fault
