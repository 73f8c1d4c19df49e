"""The browser SDKs of the Segment family, unmodified, in Chromium, on pages of another origin than the sink's."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from debugger.session.rows import StoredEvent
from tests.clients.conftest import CALLS
from tests.node_sdks import FOLDER as NODE
from tests.node_sdks import program
from tests.running_sink import PATIENCE, RunningSink

SDKS = NODE / "node_modules"
PAGES = {"page.html", "rudder.html", "jitsu.html"}
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves the machine
]


class _Pages(SimpleHTTPRequestHandler):
    """Serves the apps' pages, and the SDKs beside them."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].strip("/")
        if name in PAGES:
            return str(NODE / name)
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
        pass


@contextmanager
def page_server() -> Iterator[str]:
    """The address of a server with the app's page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(SDKS)))
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        serving.join(PATIENCE)
        server.server_close()


@contextmanager
def chromium(address: str, profile: Path) -> Iterator[None]:
    """Chromium with one page open, and nothing of it left afterwards."""
    command = [program("chromium", "chromium-browser", "google-chrome"), *QUIET]
    browser = subprocess.Popen(
        [*command, f"--user-data-dir={profile}", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait(PATIENCE)


def visit(sink: RunningSink, profile: Path, page: str, calls: int) -> tuple[str, list[StoredEvent]]:
    """Opens a page until so many calls are in the session; the page's origin, and the calls."""
    with page_server() as pages:
        name, _, options = page.partition("?")
        with chromium(f"{pages}/{name}?sink=127.0.0.1:{sink.port}&{options}", profile):
            sink.wait_for(calls)
    events = sink.events()
    assert len(events) == calls
    assert len({event.row.message_id for event in events}) == calls
    for event in events:
        assert (event.row.errors, event.row.warnings) == (0, 0)
    return pages, events


@pytest.mark.clients
@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("options", "path"),
    [
        ("", "/v1/t"),
        ("cdn_only", "/v1/t"),
        ("wait=100", "/v1/b"),
        ("wait=60000&leave", "/v1/b"),
    ],
    ids=["host settings", "cdnURL alone", "batching", "batching, and the page is left"],
)
def test_segments(sink: RunningSink, tmp_path: Path, options: str, path: str) -> None:
    pages, events = visit(sink, tmp_path, f"page.html?{options}", len(CALLS))
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert path in {event.request.path for event in events}
    for event in events:
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_browser_123"
        assert dict(event.request.headers)["origin"] == pages


@pytest.mark.clients
@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("way", "path"),
    [("", "/v1/track"), ("batch", "/v1/batch"), ("beacon", "/beacon/v1/batch?writeKey=wk_…23")],
)
def test_rudderstacks(sink: RunningSink, tmp_path: Path, way: str, path: str) -> None:
    _, events = visit(sink, tmp_path, f"rudder.html?way={way}", 5)
    assert [event.row.type for event in events] == ["identify", "track", "page", "group", "alias"]
    assert events[1].request.path == path
    for event in events:
        assert event.row.source.startswith("RudderLabs JavaScript SDK 3.34")
        assert event.source.write_key == "wk_browser_123"
        assert "cookie" not in dict(event.request.headers)


@pytest.mark.clients
@pytest.mark.usefixtures("node")
def test_jitsus(sink: RunningSink, tmp_path: Path) -> None:
    _, events = visit(sink, tmp_path, "jitsu.html", 4)
    assert [event.row.type for event in events] == ["identify", "track", "page", "group"]
    for event in events:
        assert event.row.source == "@jitsu/js 1.11.0"
        assert event.source.write_key == "wk_jitsu:secret_123"
