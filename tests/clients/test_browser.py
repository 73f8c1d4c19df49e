"""@segment/analytics-next, unmodified, in Chromium, on a page of another origin than the sink's."""

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

from tests.clients.conftest import CALLS
from tests.node_sdks import FOLDER as NODE
from tests.node_sdks import program
from tests.running_sink import PATIENCE, RunningSink

SDK = NODE / "node_modules" / "@segment" / "analytics-next" / "dist" / "umd"
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
]


class _Pages(SimpleHTTPRequestHandler):
    """Serves the app's page, and the SDK beside it."""

    def translate_path(self, path: str) -> str:
        if path.startswith("/page.html"):
            return str(NODE / "page.html")
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
        pass


@contextmanager
def page_server() -> Iterator[str]:
    """The address of a server with the app's page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(SDK)))
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


@pytest.mark.clients
@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("options", ["", "&cdn_only"], ids=["host settings", "cdnURL alone"])
def test_all_six_calls_arrive(sink: RunningSink, tmp_path: Path, options: str) -> None:
    with page_server() as pages:
        page = f"{pages}/page.html?sink=127.0.0.1:{sink.port}{options}"
        with chromium(page, tmp_path / "profile"):
            sink.wait_for(len(CALLS))

    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)
    for event in events:
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_browser_123"
        assert dict(event.request.headers)["origin"] == pages
        assert event.row.errors == 0
