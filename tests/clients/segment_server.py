"""A server that apps deliver to in Segment's place: settings, Analytics.js, and the calls it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from tests.node_sdks import FOLDER as NODE
from tests.running_sink import PATIENCE

UMD = NODE / "node_modules" / "@segment" / "analytics-next" / "dist" / "umd"
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8"}


class Segment:
    """The server, with what it got; pages come from it too, under the policy of their query's `csp`."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        handler = type("Handler", (_Handler,), {"segment": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._serving = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}
        )
        self._serving.start()
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def take(self, body: dict[str, Any]) -> None:
        """One request's calls."""
        with self._changed:
            self.calls += body.get("batch", [body])
            self._changed.notify_all()

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """Waits for so many calls, and for no more than these."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.calls) >= count, PATIENCE), self.calls
            assert len(self.calls) == count
            return list(self.calls)

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._serving.join(PATIENCE)
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    segment: Segment
    protocol_version = "HTTP/1.1"

    def do_OPTIONS(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.segment.take(json.loads(body))
        self._answer(b'{"success": true}', "application/json")

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.endswith("/settings"):
            host = self.segment.address.partition("://")[2]
            own = {"apiKey": "wk_mirror_123", "apiHost": f"{host}/v1", "protocol": "http"}
            settings = {"integrations": {"Segment.io": own}, "metrics": {"sampleRate": 0}}
            self._answer(json.dumps(settings).encode(), "application/json")
            return
        file = _file(path)
        policy = parse_qs(query).get("csp", [""])[0]
        if file.is_file():
            self._answer(file.read_bytes(), TYPES[file.suffix], policy=policy)
        else:
            self.send_error(404)

    def _answer(self, body: bytes, content_type: str = "text/plain", *, policy: str = "") -> None:
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body)))
        self.send_header("access-control-allow-origin", "*")
        self.send_header("access-control-allow-headers", "authorization, content-type")
        if policy:
            self.send_header("content-security-policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
        pass


def _file(path: str) -> Path:
    name = path.rpartition("/")[2]
    if name == "analytics.min.js":
        return UMD / "standalone.js"
    return UMD / name if "/analytics-next/" in path else NODE / name


@contextmanager
def segment() -> Iterator[Segment]:
    """A server of its own."""
    running = Segment()
    try:
        yield running
    finally:
        running.close()
