"""Writes `docs/filters.md` anew from the table of what a filter can ask for.

Usage: python tools/filter_reference.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from debugger.query.reference import markdown

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "filters.md"

if __name__ == "__main__":
    document = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    document.write_text(markdown(), encoding="utf-8")
