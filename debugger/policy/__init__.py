"""What a project makes of the rules: which are silenced or matter more or less, and the file that says so."""

from __future__ import annotations

from debugger.policy.changing import adjust, forget
from debugger.policy.file import NAME, find
from debugger.policy.policy import NO_POLICY, Adjustment, Policy, Setting
from debugger.policy.reading import read

__all__ = [
    "NAME",
    "NO_POLICY",
    "Adjustment",
    "Policy",
    "Setting",
    "adjust",
    "find",
    "forget",
    "read",
]
