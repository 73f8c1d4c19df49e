"""What a run of an app is expected to send: read from a file, held against calls, told where they differ."""

from __future__ import annotations

from debugger.expectations.expectation import Call, Expectation, Sequence
from debugger.expectations.judging import Expectations
from debugger.expectations.outcome import Candidate, Outcome
from debugger.expectations.reading import expectation, parsed, read

__all__ = [
    "Call",
    "Candidate",
    "Expectation",
    "Expectations",
    "Outcome",
    "Sequence",
    "expectation",
    "parsed",
    "read",
]
