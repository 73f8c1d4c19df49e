"""One Chromium for many tests, driven over its DevTools protocol: a context for each, of which nothing remains."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from websockets.sync.client import ClientConnection, connect

from debugger.certificates.keeping import kept
from debugger.certificates.public import certificates_folder
from tests.node_sdks import program
from tests.running_sink import PATIENCE

_QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-port=0",
]


class Elsewhere:
    """A proxy for all that is not this machine: it lets nothing out, and remembers what wanted to go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        """`CONNECT api.segment.io:443`, `GET http://example.com/`."""
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()
        asked, news = self.asked, self._news

        class Refusing(BaseHTTPRequestHandler):
            def _refuse(self) -> None:
                asked.append(f"{self.command} {self.path}")
                news.put(asked[-1])
                self.send_error(403)

            do_CONNECT = do_GET = do_POST = do_OPTIONS = _refuse  # noqa: N815  the names it has

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def wait(self) -> str:
        """The next that wants to go elsewhere."""
        return self._news.get(timeout=PATIENCE)

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._thread.join(PATIENCE)
        self._server.server_close()


class Page:
    """One page in a context of its own."""

    def __init__(self, browser: Browser, elsewhere: Elsewhere, url: str) -> None:
        self._browser = browser
        self.elsewhere = elsewhere
        made = browser.call(
            "Target.createBrowserContext",
            proxyServer=elsewhere.address,
        )
        self._context = made["browserContextId"]
        opened = browser.call("Target.createTarget", url=url, browserContextId=self._context)
        self.target = str(opened["targetId"])

    def title_once(self, start: str) -> str:
        """Its title, as soon as that starts so."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            told = self._browser.call("Target.getTargetInfo", targetId=self.target)
            title: str = told["targetInfo"]["title"]
            if title.startswith(start):
                return title
            sleep(0.02)
        raise AssertionError(start)

    def close(self) -> None:
        """Ends the page with all that it still does."""
        self._browser.call("Target.disposeBrowserContext", browserContextId=self._context)


class Browser:
    """A Chromium that trusts the certificates of Track Debugger's authority."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._last = 0
        self.hearing: dict[str, Callable[[dict[str, Any]], None]] = {}
        """Who is told of the events of a session with a page."""

    def call(self, method: str, *, session: str = "", **parameters: object) -> dict[str, Any]:
        """What one of its methods gives, or one of a page's, with which there is a session."""
        self._last += 1
        asked = {"id": self._last, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        self._connection.send(json.dumps(asked))
        while (said := json.loads(self._connection.recv(PATIENCE))).get("id") != self._last:
            if hear := self.hearing.get(said.get("sessionId", "")):
                hear(said)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    @contextmanager
    def page(self, url: str) -> Iterator[Page]:
        """Opens a page; what it asks of other machines than this one fails the test."""
        elsewhere = Elsewhere()
        try:
            page = Page(self, elsewhere, url)
            try:
                yield page
            finally:
                page.close()
        finally:
            elsewhere.close()


@contextmanager
def chromium(profile: Path, *options: str) -> Iterator[Browser]:
    """A browser that is ended, with all its processes, at the end."""
    command = [program("chromium", "chromium-browser", "google-chrome"), *_QUIET, *options]
    command += [f"--user-data-dir={profile}", f"--ignore-certificate-errors-spki-list={_ours()}"]
    child = subprocess.Popen(
        [*command, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stderr is not None
    draining = threading.Thread(target=child.stderr.read)
    try:
        lines = iter(child.stderr.readline, b"")
        heard = next((line for line in lines if line.startswith(b"DevTools listening")), b"")
        assert heard, "Chromium did not start"
        draining.start()
        with connect(heard.split()[-1].decode(), proxy=None, max_size=None) as connection:
            yield Browser(connection)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait(PATIENCE)
        if draining.is_alive():
            draining.join(PATIENCE)
        child.stderr.close()


def _ours() -> str:
    """The hash of the key that signs what the HTTPS port shows (RFC 7469, 2.4)."""
    authority, _ = kept(certificates_folder())
    key = authority.issuer.public_key()
    form = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(sha256(form).digest()).decode()
