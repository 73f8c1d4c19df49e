"""Writes `docs/keyboard.md` anew from the table of actions and the keys of what has the keyboard.

Usage: python tools/keyboard_reference.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from debugger.window.actions.reference import markdown

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "keyboard.md"

if __name__ == "__main__":
    document = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    document.write_text(markdown(), encoding="utf-8")
