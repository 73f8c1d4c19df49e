"""An app under test: it sends calls to the window as an SDK does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 15_000
"""Milliseconds that a state may take on a busy machine; most take a few."""


class App:
    """An app under test: posts messages, and waits until they are kept."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address)

    def post(self, path: str, body: bytes) -> int:
        """Posts a body; returns the status of the answer."""
        assert self._place.hostname
        connection = HTTPConnection(self._place.hostname, self._place.port or 80, timeout=10)
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json"})
            return connection.getresponse().status
        finally:
            connection.close()

    def track(self, event: str, **properties: Any) -> int:
        """Sends one track call."""
        message = {"event": event, "userId": "u-42", "properties": properties, "type": "track"}
        return self.post("/v1/track", json.dumps(message).encode())

    def batch(self, messages: Sequence[dict[str, Any]]) -> int:
        """Sends messages in one request."""
        return self.post("/v1/batch", json.dumps({"batch": messages, "writeKey": "web"}).encode())
