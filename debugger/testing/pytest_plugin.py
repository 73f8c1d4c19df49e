"""The plugin of pytest: a fixture `track_debugger` for tests that send calls.

Nothing of Track Debugger but this module is loaded until a test asks for the fixture.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from debugger.testing.client import Client
    from debugger.testing.received import TrackDebugger

_FAIL_ON = "track_debugger_fail_on"
_SEVERITIES = ("error", "warning", "advice", "never")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What findings fail a test, and where the session is kept."""
    group = parser.getgroup("track-debugger")
    group.addoption(
        "--track-debugger-fail-on",
        choices=_SEVERITIES,
        help="the least severity of findings that fails a test which uses track_debugger",
    )
    group.addoption(
        "--track-debugger-session",
        metavar="FILE",
        help="record into FILE (default: a folder that pytest keeps for a while)",
    )
    parser.addini(_FAIL_ON, "as --track-debugger-fail-on", default="never")


@pytest.fixture(scope="session")
def track_debugger_client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Client, Path]]:
    """The sink of the whole run: that of `track-debugger serve -- pytest`, else one of its own."""
    from debugger.testing.client import Client  # noqa: PLC0415 - not for those who do not ask
    from debugger.testing.sink_process import SinkProcess  # noqa: PLC0415

    url, token = os.environ.get("TRACK_DEBUGGER_URL"), os.environ.get("TRACK_DEBUGGER_TOKEN")
    if url and token:
        yield Client(url, token), Path(os.environ.get("TRACK_DEBUGGER_SESSION", ""))
        return
    given = request.config.getoption("--track-debugger-session")
    session = Path(given) if given else tmp_path_factory.mktemp("track") / "run.tdsession"
    with SinkProcess(session.absolute()) as sink:
        yield Client(sink.url, sink.token), sink.session


@pytest.fixture
def track_debugger(
    request: pytest.FixtureRequest, track_debugger_client: tuple[Client, Path]
) -> Iterator[TrackDebugger]:
    """A receiver for Segment calls: `url` to send to, and what came since the test began."""
    from debugger.testing.received import TrackDebugger  # noqa: PLC0415

    received = TrackDebugger(*track_debugger_client)
    began = received.marker
    yield received
    least = request.config.getoption("--track-debugger-fail-on") or request.config.getini(_FAIL_ON)
    if least not in _SEVERITIES:
        raise pytest.UsageError(f"{_FAIL_ON} is {least}: it is one of {', '.join(_SEVERITIES)}")
    if least != "never":
        received.marker = began
        found = received.findings(least)
        if found:
            pytest.fail("\n".join(found), pytrace=False)
