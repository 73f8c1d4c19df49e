"""The documents name what the program has, and what they point at is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from debugger.__main__ import COMMANDS
from debugger.export import formats
from debugger.resources import resource

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted({ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")})


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str) -> None:
    assert f"track-debugger {command}" in README


@pytest.mark.parametrize("name", formats())
def test_the_readme_names_every_export_format(name: str) -> None:
    assert re.search(rf"\b{name}\b", README, re.IGNORECASE)


def test_what_the_readme_asks_of_make_is_there() -> None:
    asked = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    offered = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test"} <= asked <= offered


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert "## Unreleased" in changelog or f"## {project['version']}" in changelog


def test_the_desktop_entry_starts_the_command_with_its_icon() -> None:
    entry = resource("linux", "track-debugger.desktop").read_text()
    assert "Exec=track-debugger %F\n" in entry
    assert "Icon=track-debugger\n" in entry
    kind = re.search(
        r'mime-type type="([^"]+)"', resource("linux", "track-debugger.xml").read_text()
    )
    assert kind
    assert f"MimeType={kind[1]};\n" in entry
    assert resource("icons", "track-debugger.svg").read_text().lstrip().startswith("<svg")
