"""Finds the format of a file: the modules of this folder that have `claims` and `read`, asked in turn."""

from __future__ import annotations

from debugger.importers import har, payloads, sessions
from debugger.importers.imported import Importer

HEAD = 4096
"""Bytes from which a format is told."""


def importers() -> tuple[Importer, ...]:
    """Every importer, the one that takes anything last."""
    return tuple(
        Importer(
            name=module.__name__.rpartition(".")[2],
            title=(module.__doc__ or "").partition("\n")[0],
            claims=module.claims,
            read=module.read,
        )
        for module in (sessions, har, payloads)
    )


def importer_of(head: bytes) -> Importer | None:
    """The importer of a file with these first bytes; None where none takes it."""
    return next((each for each in importers() if each.claims(head)), None)
