"""What code for Segment's mobile SDKs has in common: the library is made by the app, and keeps its user."""

from __future__ import annotations

from debugger.events import CallType
from debugger.export.call import Call
from debugger.payload.text import visible

MADE_BY_THE_APP = """\
// How `analytics` is made so that it sends here: the window's Connect an app shows it.
// Its write key: {key}
"""


def remarks(call: Call, library: str) -> str:
    """Comments above a call: whose it was, and that it has to be made by another; empty where there is none."""
    user = call.text("userId")
    said = ""
    if user and call.type not in {CallType.IDENTIFY, CallType.ALIAS}:
        said += f"// It came with userId {visible(user)}: call identify first.\n"
    if call.type is CallType.PAGE:
        said += f"// {library} has no page call.\n"
    return said
