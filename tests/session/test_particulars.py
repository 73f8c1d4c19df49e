"""What one source sent is found exactly and counted: all versions of it, and nothing of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from debugger.events import Recording, Source
from debugger.query import parse
from debugger.session.reader import SessionReader
from debugger.session.rows import Sent
from debugger.session.writer import SessionWriter

Post = Callable[..., Recording]
NODE = Source(write_key="key-1", library="analytics-node")


def call(library: str, version: str = "1", **members: Any) -> dict[str, Any]:
    context = {"library": {"name": library, "version": version}}
    return {"type": "track", "event": "Walk Booked", "userId": "u-1", "context": context, **members}


@pytest.fixture
def session(writer: SessionWriter, reader: SessionReader, post: Post) -> SessionReader:
    faulty = post(call("analytics-node", "2", properties={"revenue": "19.99"}), received_at=4)
    writer.append(
        [
            post(call("analytics-node"), received_at=1),
            post(call("analytics-node-next", event="analytics-node"), received_at=2),
            post(call("analytics-node", "2", type="odd"), received_at=3),
            replace(faulty, request=replace(faulty.request, answer="429 simulated")),
            post({"batch": [call("analytics-node", type="page", name="Home")] * 2}, received_at=9),
        ]
    )
    return reader


def found(session: SessionReader, needle: str, of: Source | None) -> list[int]:
    return sorted(
        number for hits, _ in session.matching(parse(needle), 1, 99, of=of) for number in hits
    )


def test_only_what_it_sent_is_found_in_all_its_versions(session: SessionReader) -> None:
    assert found(session, "", NODE) == [1, 3, 4, 5, 6]
    assert found(session, "home", NODE) == [5, 6]
    assert found(session, "analytics-node", None) == [1, 2, 3, 4, 5, 6]
    assert found(session, "", Source(write_key="key-2", library="analytics-node")) == []
    assert found(session, "", Source(write_key="key-1", library="ANALYTICS-NODE")) == []


def test_what_it_sent_is_counted(session: SessionReader) -> None:
    counted = session.particulars(NODE)

    assert sorted(counted.types) == [("", 1), ("page", 2), ("track", 2)]
    assert counted.types[-1] == ("", 1)
    assert counted.counts.events == 5
    assert counted.counts.errors >= 1
    assert counted.answers == (("429 simulated", 1),)
    assert session.particulars(Source(library="nobody")).types == ()


def test_versions_say_when_they_sent(session: SessionReader) -> None:
    sent = session.sources(1, 99)

    assert sent[replace(NODE, version="1")] == Sent(calls=3, first_at=1, last_at=9, first=1)
    assert sent[replace(NODE, version="2")] == Sent(calls=2, first_at=3, last_at=4, first=3)
    earlier, later = session.sources(1, 3), session.sources(4, 99)
    for source, whole in sent.items():
        parts = [each[source] for each in (earlier, later) if source in each]
        assert sum(part.calls for part in parts) == whole.calls
        if len(parts) == 2:
            assert parts[0] + parts[1] == whole


def test_only_a_small_payload_is_handed_out(session: SessionReader) -> None:
    payload = session.small_payload(1, 64 * 1024)
    assert payload is not None
    assert payload.startswith(b"{")
    assert session.small_payload(1, len(payload)) == payload
    assert session.small_payload(1, len(payload) - 1) is None
    assert session.small_payload(77, 64 * 1024) is None
