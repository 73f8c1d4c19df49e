"""`docs/keyboard.md` has every action with its keys, and is what the tables say today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from debugger.window.actions.places import PLACES
from debugger.window.actions.reference import markdown
from debugger.window.actions.spec import plain
from debugger.window.actions.table import ACTIONS

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "keyboard.md"


def test_the_document_is_current() -> None:
    if DOCUMENT.read_text(encoding="utf-8") != markdown():
        pytest.fail("docs/keyboard.md is not what the actions say: run `make docs`", pytrace=False)


def test_it_has_every_action_once_with_all_of_its_keys() -> None:
    rows = re.findall(r"^\| (.+) \| (`.+`) \| (.+) \|$", markdown(), re.MULTILINE)
    assert sorted(rows) == sorted(
        (plain(spec.text), " ".join(f"`{key}`" for key in (spec.key, *spec.also)), spec.tip)
        for spec in ACTIONS
    )


def test_it_has_the_keys_of_every_place() -> None:
    for place in PLACES:
        assert f"\n## {place.name}\n" in markdown()
        for key in place.keys:
            assert f" | {key.words} |" in markdown()


def test_the_script_writes_it_without_qt(tmp_path: Path) -> None:
    written = tmp_path / "keyboard.md"
    code = (
        "import runpy, sys; sys.modules['PySide6'] = None; "
        f"sys.argv = ['', {str(written)!r}]; "
        f"runpy.run_path({str(ROOT / 'tools' / 'keyboard_reference.py')!r}, run_name='__main__')"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert written.read_text(encoding="utf-8") == markdown()


def test_the_readme_links_it() -> None:
    assert "(docs/keyboard.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
