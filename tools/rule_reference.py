"""Writes `docs/rules.md` anew from the rules and their pages.

Usage: python tools/rule_reference.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from debugger.cli.rule_markdown import reference
from debugger.spec import rules

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

if __name__ == "__main__":
    document = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    document.write_text(reference(rules()), encoding="utf-8")
