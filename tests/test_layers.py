"""The arrows between the rooms: who may import whom, and which room alone knows Qt, SQLite or the network."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from debugger.__main__ import COMMANDS

PACKAGE = Path(__file__).resolve().parent.parent / "debugger"

VOCABULARY = {"events", "findings", "errors", "resources", "payload"}
MAY_IMPORT = {
    "events": {"findings"},
    "findings": set[str](),
    "errors": set[str](),
    "resources": set[str](),
    "certificates": {"errors"},
    "browser_sdk": {"errors"},
    "payload": {"events", "findings"},
    "wire": VOCABULARY,
    "connection": VOCABULARY | {"wire"},
    "demo": VOCABULARY | {"wire"},
    "spec": VOCABULARY,
    "policy": VOCABULARY | {"redaction", "spec"},  # the file says what is private, too
    "expectations": VOCABULARY | {"spec"},
    "schema": VOCABULARY,  # what was observed, not what is right: knows neither spec nor session
    "comparing": VOCABULARY
    | {"schema", "spec", "expectations"},  # values are shown, and are the same, as there
    "query": VOCABULARY,
    "meaning": VOCABULARY | {"spec"},  # what a value says to a person; knows no view and no session
    "session": VOCABULARY | {"wire", "spec", "policy", "query"},
    "sources": VOCABULARY | {"wire", "connection", "spec", "session"},
    "redaction": VOCABULARY | {"spec", "wire"},  # replays and exports mask alike: knows no session
    "replaying": VOCABULARY
    | {"redaction", "session", "wire"},  # which requests, and when: knows no network
    "export": VOCABULARY | {"redaction", "session", "spec", "wire"},
    "importers": VOCABULARY | {"wire", "spec", "policy", "session"},
    "sink": VOCABULARY
    | {
        "browser_sdk",
        "certificates",
        "connection",
        "demo",
        "expectations",
        "export",
        "wire",
        "spec",
        "policy",
        "query",
        "session",
    },
    "running": set[str](),
    "testing": set[
        str
    ](),  # starts the command, and asks it over HTTP: knows nothing of what is inside
    "probing": VOCABULARY | {"connection", "replaying", "wire"},
    "cli": VOCABULARY
    | {
        "browser_sdk",
        "certificates",
        "comparing",
        "connection",
        "demo",
        "expectations",
        "probing",
        "running",
        "schema",
        "wire",
        "spec",
        "policy",
        "query",
        "session",
        "redaction",
        "replaying",
        "export",
        "importers",
        "sink",
    },
    "window": VOCABULARY
    | {
        "certificates",
        "comparing",
        "connection",
        "meaning",
        "schema",
        "wire",
        "spec",
        "policy",
        "query",
        "session",
        "sources",
        "redaction",
        "replaying",
        "export",
        "importers",
    },
    "__main__": {"errors", "payload", "cli", "window"},
    "__init__": set[str](),
}
ONLY_IN = {
    "PySide6": {"window"},
    "sqlite3": {"session"},
    "lark": {"query"},
    "ua_parser": {"meaning"},
    "asyncio": {"sink"},
    "uvicorn": {"sink"},
    "websockets": {"sink"},
    "socket": {"sink", "probing"},
    "ssl": {"sink", "probing"},
    "http": {"probing", "testing"},
    "cryptography": {"certificates"},
    "tarfile": {"browser_sdk"},
    "subprocess": {"browser_sdk", "running", "testing"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    """The room a file belongs to: the first part of its path below the package."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Every module name that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(module: Path) -> None:
    room = room_of(module)
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "debugger" and len(parts) > 1:
            assert parts[1] == room or parts[1] in MAY_IMPORT[room], f"{room} may not import {name}"
        if parts[0] in ONLY_IN:
            assert room in ONLY_IN[parts[0]], f"only {ONLY_IN[parts[0]]} may import {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_work_without_qt(command: str) -> None:
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"  # importing it now raises
        "from debugger.__main__ import main\n"
        f"main(['{command}', '--help'])\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert f"track-debugger {command}" in outcome.stdout
