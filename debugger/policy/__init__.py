"""What a project makes of the rules, and what is private in it: the file that says so, read and changed."""

from __future__ import annotations

from debugger.policy.changing import adjust, forget
from debugger.policy.file import NAME, find
from debugger.policy.policy import NO_POLICY, Adjustment, Policy, Setting
from debugger.policy.private import private_in
from debugger.policy.reading import read, read_whole

__all__ = [
    "NAME",
    "NO_POLICY",
    "Adjustment",
    "Policy",
    "Setting",
    "adjust",
    "find",
    "forget",
    "private_in",
    "read",
    "read_whole",
]
