"""As whom a replay sends: never, to another machine, with the key that was captured unless it is given."""

from __future__ import annotations

import os
import re

from debugger.errors import UsageError
from debugger.probing.target import Target

VARIABLE = "TRACK_DEBUGGER_WRITE_KEY"

_KEY = re.compile(r"[!#-\[\]-~]*")
"""Printed characters that need no escape in JSON; a colon would end it in a header, and is refused below."""


def write_key_for(target: Target, given: str | None, *, leaves: bool) -> str | None:
    """The chosen write key; None where the captured ones may go along. Raises `UsageError`."""
    key = os.environ.get(VARIABLE) if given is None else given
    if key is None and leaves:
        raise UsageError(
            f"{target.host} is another machine, and the captured write key is not sent there.",
            'Name the one to send as: --write-key KEY (--write-key "" sends none).',
        )
    if key is not None and (not _KEY.fullmatch(key) or ":" in key):
        raise UsageError(
            "The write key has characters that no write key has.",
            "Copy it from your source's settings.",
        )
    return key
