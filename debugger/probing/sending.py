"""Sends calls to a receiver of ours, where one is found at an address."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from debugger.connection.evidence import StepKind
from debugger.errors import SendError
from debugger.probing.exchange import NoConnectionError, Reply, ask, connect
from debugger.probing.look import Looking
from debugger.probing.target import Target

_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A Track Debugger that answers at an address."""

    target: Target
    address: str
    """The one of the target's at which it was found, without a port."""
    authority: Path | None

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """The answer to a request. Raises `SendError` where none comes."""
        try:
            connected = connect(
                self.target, self.address, seconds=_SECONDS, authority=self.authority
            )
            return ask(connected, self.target, "POST", path, headers=headers, body=body)
        except (OSError, http.client.HTTPException, NoConnectionError) as error:
            raise SendError(
                f"{self.target.url} does not answer any more: {error}.",
                "Look whether it still runs.",
            ) from error


def receiver_at(target: Target, *, version: str, authority: Path | None = None) -> Receiver:
    """The receiver there. Raises `SendError`, with what was met instead, where none of ours is."""
    met = ""
    looking = Looking(target=target, version=version, authority=authority, seconds=_SECONDS)
    for step in looking.steps():
        if step.kind is StepKind.HOME and step.went_well:
            address = step.address.rpartition(":")[0].strip("[]")
            return Receiver(target=target, address=address, authority=authority)
        if not step.went_well:
            met = met or step.text
    raise SendError(
        met or f"{target.url} is no Track Debugger.",
        "Start one (track-debugger, or track-debugger serve), or leave --url out.",
    )
