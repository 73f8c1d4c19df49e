"""`docs/rules.md` is what the rules and their pages say today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from debugger.cli.rule_markdown import reference
from debugger.spec import rules

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "rules.md"


def test_the_document_is_current() -> None:
    if DOCUMENT.read_text(encoding="utf-8") != reference(rules()):
        pytest.fail("docs/rules.md is not what the rules say: run `make docs`", pytrace=False)


def test_the_script_writes_the_document(tmp_path: Path) -> None:
    written = tmp_path / "rules.md"
    subprocess.run(
        [sys.executable, ROOT / "tools" / "rule_reference.py", written],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert written.read_text(encoding="utf-8") == reference(rules())


def test_every_rule_has_its_section_and_a_link_to_it() -> None:
    text = reference(rules())
    linked = re.findall(r"^\| \[([a-z0-9-]+)\]\(#\1\) \|", text, re.MULTILINE)
    assert sorted(linked) == [rule.id for rule in rules()]
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == linked


def test_the_readme_links_it() -> None:
    assert "(docs/rules.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_text_means_nothing_to_markdown() -> None:
    outside = re.sub(r"^```json\n.*?^```$", "", reference(rules()), flags=re.DOTALL | re.MULTILINE)
    facts = [
        line for line in outside.splitlines() if line.startswith(("- **Why**", "- **Remedy**"))
    ]
    assert facts
    assert not any(re.search(r"(?<!\\)[*_<|\[]", line.partition(": ")[2]) for line in facts)
