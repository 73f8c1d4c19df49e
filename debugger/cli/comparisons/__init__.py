"""How `compare` says what differs: as text, JSON and JUnit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO

from debugger.cli.comparisons import as_json, as_junit, as_text
from debugger.cli.comparisons.compared import CallsCompared, Named, SessionsCompared

FORMATS: Mapping[str, Callable[[CallsCompared | SessionsCompared, TextIO], None]] = {
    "text": as_text.write,
    "json": as_json.write,
    "junit": as_junit.write,
}

__all__ = ["FORMATS", "CallsCompared", "Named", "SessionsCompared"]
