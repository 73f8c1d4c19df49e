"""`docs/filters.md` is what the filter language says of itself today, and all of its examples are filters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from debugger.query import parse
from debugger.query.reference import TERMS, markdown, text

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "filters.md"


def test_the_document_is_current() -> None:
    if DOCUMENT.read_text(encoding="utf-8") != markdown():
        pytest.fail("docs/filters.md is not what the fields say: run `make docs`", pytrace=False)


def test_the_script_writes_the_document(tmp_path: Path) -> None:
    written = tmp_path / "filters.md"
    subprocess.run(
        [sys.executable, ROOT / "tools" / "filter_reference.py", written],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert written.read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("example", [example for example, _ in TERMS])
def test_every_example_is_a_filter(example: str) -> None:
    parse(example)
    assert example in text()


def test_the_readme_links_it() -> None:
    assert "(docs/filters.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
