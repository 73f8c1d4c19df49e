"""How `check` says what it found: one format a module, each with a `NAME` and a `REPORT`."""

from __future__ import annotations

from debugger.cli.reports.formats import Format, formats
from debugger.cli.reports.report import STDIN, Checking, Judged, Report, Tally

__all__ = ["STDIN", "Checking", "Format", "Judged", "Report", "Tally", "formats"]
