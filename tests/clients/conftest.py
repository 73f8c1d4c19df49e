"""Real SDKs against the real sink. Where Node or Chromium is absent, their tests are skipped with a reason."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from debugger.session.rows import StoredEvent
from tests.clients.chromium import Browser, chromium
from tests.clients.pages import page_server
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import PATIENCE, RunningSink, running_sink

GUARDS = Path(__file__).parent / "guards"
LEFT = 97
"""The exit code of an app that a guard ended, since it wanted to leave the machine."""

CALLS = {
    ("identify", None),
    ("track", "Order Completed"),
    ("page", "Home"),
    ("screen", "Start"),
    ("group", None),
    ("alias", None),
}
"""Type and name of what every app here sends."""


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    """A sink as a child process, on a free port."""
    with running_sink(tmp_path / "client.tdsession") as running:
        yield running


def address(sink: RunningSink, scheme: str) -> str:
    """`http://127.0.0.1:8765`, as an app is given it."""
    return sink.address if scheme == "http" else str(sink.first["https"])


@pytest.fixture(scope="session")
def browser(
    tmp_path_factory: pytest.TempPathFactory, node: str, public_pages: str
) -> Iterator[Browser]:
    """Chromium, started once. Pages want the SDKs of npm, so that they are there as well."""
    assert node
    public = f"--ip-address-space-overrides={public_pages.partition('://')[2]}=public"
    with chromium(tmp_path_factory.mktemp("chromium"), public) as started:
        yield started


@pytest.fixture(scope="session")
def public_pages() -> Iterator[str]:
    """The address of a server that the browser takes for one on the internet."""
    with page_server() as address:
        yield address


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """The address of a server with the apps' pages."""
    with page_server() as address:
        yield address


def ran(
    command: list[str], environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """An app, run to its end under a guard that ends it where it wants to leave the machine."""
    guarded = {
        "PYTHONPATH": os.pathsep.join((str(GUARDS), environment.get("PYTHONPATH", ""))),
        "NODE_OPTIONS": f"--require {GUARDS / 'guard.cjs'}",
    }
    return subprocess.run(
        command,
        cwd=NODE,
        env={**os.environ, **environment, **guarded},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def trusting(sink: RunningSink) -> dict[str, str]:
    """By which variables of the environment Python and Node trust the sink's authority."""
    certificate = str(sink.first["certificate"])
    return {"REQUESTS_CA_BUNDLE": certificate, "NODE_EXTRA_CA_CERTS": certificate}


def each_once(events: list[StoredEvent], count: int) -> None:
    """So many calls, none of them twice, and none that breaks the spec."""
    assert len(events) == count
    assert len({event.row.message_id for event in events}) == count
    for event in events:
        assert (event.row.errors, event.row.warnings) == (0, 0), event.findings


def calls(events: list[StoredEvent]) -> set[tuple[str, str | None]]:
    """Type and name of each."""
    return {(event.row.type, event.row.name) for event in events}
