"""A full disk: 503 with Retry-After and a word of it, and by itself on when there is room; nothing kept is lost."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import httpx
import pytest

from tests.running_sink import RunningSink, running_sink

pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs prlimit(2)")


def post(sink: RunningSink, name: str) -> httpx.Response:
    body = json.dumps({"type": "track", "event": "A", "messageId": name, "n": "x" * 20_000})
    return httpx.post(f"{sink.address}/v1/track", content=body)


def limit(sink: RunningSink, size: int) -> None:
    """No file of the sink may grow beyond `size` bytes, as on a disk without room."""
    _, hard = resource.prlimit(sink.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(sink.child.pid, resource.RLIMIT_FSIZE, (size, hard))


def test_full_and_free_again(tmp_path: Path) -> None:
    session = tmp_path / "one.tdsession"
    with running_sink(session) as sink:
        kept = [f"m{n}" for n in range(5) if post(sink, f"m{n}").status_code == 200]
        log = session.with_name(session.name + "-wal")
        limit(sink, log.stat().st_size + 100_000)
        refused = []
        for n in range(5, 30):
            answer = post(sink, f"m{n}")
            if answer.status_code == 200:
                kept.append(f"m{n}")
            else:
                assert answer.status_code == 503
                assert int(answer.headers["retry-after"]) > 0
                refused.append(f"m{n}")
        assert len(refused) > 10
        told = 0
        errors: list[dict[str, str]] = []
        while told < len(refused) or not errors:
            line = sink.line()
            told += line.get("refused", {}).get("count", 0)
            errors += [line["error"]] if "error" in line else []
        assert told == len(refused)
        assert {error["kind"] for error in errors} == {"disk-full"}
        assert all(error["remedy"] for error in errors)
        assert [row.message_id for row in sink.rows()] == kept  # reading goes on meanwhile
        limit(sink, 2**40)
        for name in refused:  # what an SDK does
            assert post(sink, name).status_code == 200
        assert [row.message_id for row in sink.rows()] == kept + refused
