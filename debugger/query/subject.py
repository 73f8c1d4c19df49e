"""What is known of one event, for holding a filter against it where there is no database to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from debugger.findings import Finding, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An event; what is not known of it is None or empty, and no comparison with it holds."""

    number: int
    request: int
    payload: bytes
    fields: Mapping[str, object] = field(default_factory=dict)
    """The parsed message with what it inherits from its batch; nothing where there is a problem."""
    type: str
    name: str | None
    user: str | None
    anonymous: str | None
    message: str | None
    problem: str
    findings: Sequence[Finding]
    """The silenced ones as well."""
    verdict: Verdict
    shown: tuple[str, ...]
    """The source as the list shows it."""
    sources: tuple[str, ...]
    """All that the source may be called."""
    libraries: tuple[str, ...]
    """The SDK by its whole name, and as the list has it."""
    version: str
    keys: tuple[str, ...]
    """The write key, whole and masked."""
    position: int | None = None
    received_at: int | None = None
    """Microseconds UTC."""
    transport: str = ""
    answer: str = ""
    path: str = ""
    client: str = ""
    starred: bool = False
    note: str = ""
    colour: str = ""
