"""A sink that lets its tests read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.running_sink import RunningSink, running_sink


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    """One for all tests of a module: each reads after a marker."""
    folder = tmp_path_factory.mktemp("read")
    with running_sink(Path(folder) / "test.tdsession", "--api", "--no-https") as running:
        yield running


class Reader:
    """A test that reads what came since it began."""

    def __init__(self, sink: RunningSink) -> None:
        self.sink = sink
        self.headers = {"Authorization": f"Bearer {sink.first['token']}"}
        self.http = httpx.Client(base_url=sink.address, trust_env=False, timeout=30)
        self.marker: int = json.loads(self.get("marker").content)["marker"]

    def get(self, path: str, **query: object) -> httpx.Response:
        given = {name: str(value) for name, value in query.items()}
        return self.http.get(f"/track-debugger/v1/{path}", params=given, headers=self.headers)

    def ask(self, path: str, **query: object) -> dict[str, object]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = json.loads(answer.content)
        return found

    def expect(self, expected: object, **query: object) -> dict[str, object]:
        path = "/track-debugger/v1/expect"
        given = {name: str(value) for name, value in {"after": self.marker, **query}.items()}
        answer = self.http.post(path, json=expected, params=given, headers=self.headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = json.loads(answer.content)
        return found

    def send(self, event: str, **fields: object) -> None:
        body = {"event": event, "userId": "u-1", **fields}
        assert self.http.post("/v1/track", json=body).status_code == 200


@pytest.fixture
def reader(sink: RunningSink) -> Iterator[Reader]:
    reading = Reader(sink)
    with closing(reading.http):
        yield reading
