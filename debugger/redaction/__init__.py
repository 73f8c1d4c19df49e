"""What leaves the machine without what is private in it: each value gives way to a token, the same one each time.

Knows nothing of sessions and formats: bytes and text go in and come out, and it is counted what was masked.
"""

from __future__ import annotations

from debugger.redaction.choice import PATH, RULES, Redaction
from debugger.redaction.redactor import Redactor

__all__ = ["PATH", "RULES", "Redaction", "Redactor"]
