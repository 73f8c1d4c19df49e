"""Asks a running sink what it received, as docs/read-api.md tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

_PREFIX = "/track-debugger/v1"
_ANSWERING = 30.0
"""Seconds that an answer may take beyond the time that is waited for."""


class Client:
    """A connection for each question: a test asks few."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self._token = token
        self._host = urlsplit(url).hostname or ""
        self._port = urlsplit(url).port

    def get(self, path: str, query: Mapping[str, object]) -> dict[str, Any]:
        """What is answered, of JSON. Raises `ValueError` where the question is none."""
        return _object(self.content(path, query))

    def expect(
        self, expectation: Mapping[str, object], query: Mapping[str, object]
    ) -> dict[str, Any]:
        """What became of an expectation. Raises `ValueError` where it is none."""
        return _object(self._ask("POST", "expect", query, json.dumps(expectation).encode()))

    def content(self, path: str, query: Mapping[str, object]) -> bytes:
        """What is answered, byte for byte. Raises `ValueError` where the question is none."""
        return self._ask("GET", path, query, None)

    def _ask(
        self, method: str, path: str, query: Mapping[str, object], body: bytes | None
    ) -> bytes:
        waiting = query.get("timeout")
        seconds = float(waiting) if isinstance(waiting, (int, float)) else 0.0
        given = urlencode({name: value for name, value in query.items() if value is not None})
        connection = HTTPConnection(self._host, self._port, timeout=seconds + _ANSWERING)
        try:
            headers = {"Authorization": f"Bearer {self._token}"}
            connection.request(method, f"{_PREFIX}/{path}?{given}", body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status == 200:
            return content
        message = json.loads(content).get("message", f"status {answer.status}")
        if answer.status == 404:
            raise LookupError(message)
        raise ValueError(message) if answer.status == 400 else RuntimeError(message)


def _object(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    return found
