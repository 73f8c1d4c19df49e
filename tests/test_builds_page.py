"""docs/builds.md: its files are read, its commands run, and what they print is what stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from debugger.expectations import parsed
from debugger.expectations.matcher_words import WORDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "builds.md").read_text(encoding="utf-8")
CALLS = b"""\
{"type": "identify", "userId": "u-1", "traits": {"email": "someone@example.com"}}
{"type": "track", "event": "Product Viewed", "userId": "u-1"}
{"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"revenue": 20, "currency": "usd"}}
{"type": "track", "event": "Product Added", "userId": "u-1"}
{"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"revenue": 20, "currency": "EUR"}}
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_file_on_the_page_is_read() -> None:
    assert len([parsed(text, "builds.md") for text in blocks("toml")]) >= 2


@pytest.mark.parametrize("word", WORDS)
def test_every_matcher_is_explained_and_shown_in_use(word: str) -> None:
    assert re.search(rf"\{{[^}}|]*\b{word} = |`{word}`", PAGE)
    assert any(f"{word} = " in text for text in blocks("toml")) or word == "is"


def test_the_report_on_the_page_is_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "expectations.toml").write_text(blocks("toml")[0])
    (tmp_path / "calls.ndjson").write_bytes(CALLS)
    command, printed = blocks("console")[0].split("\n", 1)
    arguments = command.removeprefix("$ track-debugger ").split()
    done = subprocess.run(
        [sys.executable, "-m", "debugger", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    start = done.stdout.index("expectations.toml:1")
    assert printed in done.stdout[start:]
