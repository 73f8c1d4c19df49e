"""A server of the apps' pages, of another origin than the sink's, with the SDKs beside them."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from tests.node_sdks import FOLDER as NODE
from tests.node_sdks import program
from tests.running_sink import PATIENCE

_SDKS = NODE / "node_modules"
_SNIPPET = """
const { max } = require('@segment/snippet')
console.log(max({ apiKey: 'wk_browser_123', page: false, useHostForBundles: true, host: process.argv[1] }))
"""


class _Pages(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if path == "/snippet.js":
            self._give("text/javascript", _snippet(asked["sink"]))
        elif path.endswith("/settings"):  # an answer with which analytics.js sends to Segment
            self._give("application/json", '{"integrations": {}}')
        else:
            super().do_GET()

    def _give(self, content_type: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].strip("/")
        if name.endswith(".html") and "/" not in name:
            return str(NODE / name)
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
        pass


def _snippet(sink: str) -> str:
    """Segment's snippet as its own package writes it. It says https; for http a person changes that."""
    scheme, _, host = sink.partition("://")
    ended = subprocess.run(
        [program("node"), "-e", _SNIPPET, host],
        cwd=NODE,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.replace("https://", f"{scheme}://")


@contextmanager
def page_server() -> Iterator[str]:
    """The address of a server with the apps' pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(_SDKS)))
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        serving.join(PATIENCE)
        server.server_close()
