"""The examples of CONTRIBUTING.md are put into a copy of the code, and do what is said of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_EXAMPLE = re.compile(r"^`([^`\n]+)`:\n\n(`{3,4})\w+\n(.*?\n)\2$", re.MULTILINE | re.DOTALL)

EXAMPLES = {found[1]: found[3] for found in _EXAMPLE.finditer(GUIDE)}
"""The text of each example by the file that it goes into."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code that may be written to."""
    without = shutil.ignore_patterns("__pycache__")
    for name in ("debugger", "resources", "tests/spec"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=without)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def ran(copy: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What Python makes of arguments, with the code of the copy."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )


def added(copy: Path, *names: str) -> None:
    """Writes examples as files of their own."""
    for name in names:
        (copy / name).write_text(EXAMPLES[name], encoding="utf-8")


def inserted(copy: Path, name: str, *, after: str) -> None:
    """Writes an example into a file, below the first line that starts with `after`."""
    file = copy / name
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if line.startswith(after))
    file.write_text("".join([*lines[: at + 1], EXAMPLES[name], *lines[at + 1 :]]), encoding="utf-8")


def found_in(copy: Path, call: Mapping[str, object]) -> list[tuple[str, str]]:
    """Rule and place of each finding of a call."""
    outcome = ran(copy, "-m", "debugger", "check", "-", "--format", "json", stdin=json.dumps(call))
    findings = json.loads(outcome.stdout)["findings"]
    return [(finding["rule"], finding["pointer"]) for finding in findings]


def test_every_kind_of_addition_has_its_example() -> None:
    assert [Path(name).parts[:2] for name in EXAMPLES] == [
        ("debugger", "spec"),
        ("resources", "rules"),
        ("resources", "spec"),
        ("debugger", "export"),
        ("debugger", "wire"),
        ("debugger", "window"),
    ]


def test_a_rule_is_one_module_and_its_page(copy: Path) -> None:
    added(copy, "debugger/spec/rules/property_debug.py", "resources/rules/property-debug.md")
    call = {"type": "track", "userId": "u", "event": "Walk Booked", "properties": {"debug": 1}}
    assert found_in(copy, call) == [("property-debug", "/properties/debug")]
    told = ran(copy, "-m", "debugger", "rules", "property-debug")
    assert "Property debug was left in" in told.stdout
    assert "Switched off, it is still there." in told.stdout
    tests = ("test_rule_pages.py", "test_catalogue.py")
    outcome = ran(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "property-debug or module",
        *(f"tests/spec/{name}" for name in tests),
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stdout
    assert int(outcome.stdout.rpartition(" passed")[0].split()[-1]) >= 8


def test_a_rule_without_its_page_fails_with_what_to_do(copy: Path) -> None:
    added(copy, "debugger/spec/rules/property_debug.py")
    outcome = ran(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "property-debug",
        "tests/spec/test_rule_pages.py",
    )  # fmt: skip
    assert outcome.returncode == 1
    assert "write property-debug.md in resources/rules" in outcome.stdout


def test_a_field_is_one_line(copy: Path) -> None:
    inserted(copy, "resources/spec/context.json", after="[")
    call: dict[str, object] = {"type": "track", "userId": "u", "event": "Walk Booked"}
    places = [place for _, place in found_in(copy, call | {"context": {"theme": 5}})]
    assert places == ["/context/theme"]
    assert found_in(copy, call | {"context": {"theme": "dark"}}) == []


def test_an_export_format_is_one_module(copy: Path) -> None:
    added(copy, "debugger/export/tsv.py")
    body = b'{"event":"Walk\\tBooked","userId":"u"}'
    intake = read(
        Arrival(
            received_at=1_800_000_000_000_000,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/track",
            headers=(),
            body=body,
            client="127.0.0.1:50000",
        )
    )
    writer = SessionWriter.open(copy / "one.tdsession")
    writer.append([record(intake.request, intake.messages)])
    writer.close(Ending.CLOSED)
    outcome = ran(copy, "-m", "debugger", "export", "one.tdsession", "--format", "tsv")
    assert outcome.stdout == "1\ttrack\tWalk\\tBooked\n", outcome.stderr


def test_a_route_is_one_line(copy: Path) -> None:
    inserted(copy, "debugger/wire/routes.py", after="_TABLE")
    outcome = ran(
        copy,
        "-c",
        "from debugger.wire.routes import match; print(match('POST', '/v1/collect').kind.name)",
    )
    assert outcome.stdout == "BATCH\n", outcome.stderr


def test_the_guide_names_only_files_and_commands_that_there_are() -> None:
    outside = re.sub(r"^(`{3,4})\w+\n.*?\n\1$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`((?:debugger|docs|tests|resources)/[\w./-]+)`", outside))
    assert len(named) >= 8
    missing = {name for name in named - EXAMPLES.keys() if not (ROOT / name).exists()}
    assert missing == set()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in set(re.findall(r"\bmake ([a-z]+)(?=[`\s])", GUIDE)):
        assert f"\n{command}:" in makefile, command
