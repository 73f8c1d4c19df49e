"""Packages like Segment's, as folders and as tarballs, and a registry on loopback that npm fetches them from."""

from __future__ import annotations

import io
import json
import tarfile
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha1, sha512
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from debugger.browser_sdk.kept import PACKAGE
from tests.running_sink import PATIENCE

OTHER = "1.70.0"
"""A release that is not the one whose hash is known."""


def files(version: str = OTHER, **more: bytes) -> dict[str, bytes]:
    """A package by the paths of its files; `more` are further scripts."""
    return {
        "package.json": json.dumps(
            {"name": PACKAGE, "version": version, "license": "MIT"}
        ).encode(),
        "LICENSE.MD": b"The MIT License (MIT)",
        "README.md": b"# Analytics.js",
        "dist/umd/standalone.js": b"window.standalone = true",
        "dist/umd/standalone.js.map": b"{}",
        "dist/umd/part.bundle.0a1b.js": b"window.part = true",
        "dist/cjs/index.js": b"module.exports = {}",
        **{f"dist/umd/{name}.js": content for name, content in more.items()},
    }


def folder_of(content: Mapping[str, bytes], folder: Path) -> Path:
    """The package as it lies in node_modules."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def tarball_of(content: Mapping[str, bytes]) -> bytes:
    """The package as a registry has it."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tarball:
        for name, data in content.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            tarball.addfile(member, io.BytesIO(data))
    return held.getvalue()


@contextmanager
def registry(version: str, tarball: bytes) -> Iterator[str]:
    """The address of a registry that has the package in one version."""

    class Registry(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_tarball = self.path.endswith(".tgz")
            body = tarball if is_tarball else _packument(self.headers["Host"], version, tarball)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        serving.join(PATIENCE)
        server.server_close()


def _packument(host: str, version: str, tarball: bytes) -> bytes:
    dist = {
        "tarball": f"http://{host}/package-{version}.tgz",
        "shasum": sha1(tarball).hexdigest(),  # noqa: S324 - a field that registries have
        "integrity": f"sha512-{b64encode(sha512(tarball).digest()).decode()}",
    }
    release = {"name": PACKAGE, "version": version, "dist": dist}
    whole = {"name": PACKAGE, "dist-tags": {"latest": version}, "versions": {version: release}}
    return json.dumps(whole).encode()
