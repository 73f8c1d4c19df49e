"""Calls sent once more: which requests they are, what of them is changed, and when each is due.

Knows no network: requests come out, and whoever sends them is `debugger.probing.resending`.
"""

from __future__ import annotations

from debugger.replaying.captured import Captured, captured
from debugger.replaying.outgoing import Outgoing
from debugger.replaying.outline import Outline
from debugger.replaying.pace import Schedule, pace_from
from debugger.replaying.preparing import Changes, Preparer

__all__ = [
    "Captured",
    "Changes",
    "Outgoing",
    "Outline",
    "Preparer",
    "Schedule",
    "captured",
    "pace_from",
]
