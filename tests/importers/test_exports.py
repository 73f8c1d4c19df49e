"""An export that masks nothing makes the session again, byte for byte, whatever the payloads are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.events import Arrival, Transport
from debugger.export import About, Content, Options, formats, save
from debugger.importers import gathered, store
from debugger.session.judging import SessionJudge
from debugger.session.marking import mark_events
from debugger.session.marks import Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.recording import record, traces_of
from debugger.session.rows import StoredEvent
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read
from tests.importers.conftest import NOW

TEXT = st.text() | st.sampled_from(
    ["\ud83d", "\0", "\u2028", "é\u0301", "</script>", "\ufeff", '"\\']
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([2**64, 10**400, -0.0, 1e308 * 10])
VALUE = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CALL = st.fixed_dictionaries(
    {"type": st.sampled_from(["track", "page", "identify"]), "event": TEXT, "properties": VALUE},
    optional={"userId": TEXT, "messageId": st.sampled_from(["m-1", "m-2"]), "context": VALUE},
)
LAYOUT = st.sampled_from([None, 1, "\t"])
ONE = st.builds(lambda call, indent: json.dumps(call, indent=indent), CALL, LAYOUT)
BATCH = st.builds(
    lambda calls, sent_at: (
        f'{{"sentAt": {json.dumps(sent_at)},\n "batch": [{" , ".join(calls)} ]}}'
    ),
    st.lists(ONE, max_size=3),
    TEXT,
)
BODY = (ONE | BATCH).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(
    max_size=60
)


def recorded(path: Path, bodies: Sequence[bytes]) -> None:
    """Records bodies into a session, as the receiver does."""
    writer, judge = SessionWriter.open(path), SessionJudge()
    for number, body in enumerate(bodies):
        arrival = Arrival(
            received_at=NOW + number,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/batch?writeKey=a-key-of-the-query",
            headers=(("user-agent", "analytics-python/2.4.0"), ("x-odd", "é\x80")),
            body=body,
            client="127.0.0.1:50000",
        )
        intake = read(arrival)
        recording = record(intake.request, intake.messages)
        traces = traces_of(intake.messages, recording)
        first, request = writer.newest + 1, writer.last_request + 1
        writer.append([judge.judged(recording, traces, first=first, request=request)])
        judge.keep()
    writer.close(Ending.CLOSED)


def told(path: Path) -> list[tuple[object, ...]]:
    """All that a session says of its events, with the whole bodies of their requests."""
    with closing(SessionReader.open(path)) as reader:
        events: list[StoredEvent] = list(reader.events(1, reader.newest()))
        return [
            (
                event.row,
                event.payload,
                event.all_findings,
                event.request,
                event.source,
                reader.body(event.row.number),
            )
            for event in events
        ]


def exported(session: Path, target: Path, numbers: Sequence[int] | None = None) -> None:
    """Exports a session without masking."""
    with closing(SessionReader.open(session)) as reader:
        about = About(redaction=None, session=reader.about())
        chosen = numbers or range(1, reader.newest() + 1)
        content = Content.of_session(reader, chosen, about, Options())
        for _ in save(target, formats()[target.suffix.removeprefix(".")], content):
            pass


def imported(file: Path, session: Path) -> None:
    """Imports a file into a new session."""
    for tally in store(gathered([file], now=NOW), session):
        assert not tally.unread, tally.places


@pytest.mark.parametrize("suffix", ["ndjson", "json"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(BODY, min_size=1, max_size=4))
def test_import_of_an_export_equals_the_session(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, bodies: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    recorded(folder / "one.tdsession", bodies)
    mark_events(folder / "one.tdsession", {1: Mark(starred=True, colour=Colour.RED, note="a\n\0b")})
    exported(folder / "one.tdsession", folder / f"all.{suffix}")
    imported(folder / f"all.{suffix}", folder / "two.tdsession")
    assert told(folder / "two.tdsession") == told(folder / "one.tdsession")


def test_a_part_of_a_batch_is_a_smaller_batch(tmp_path: Path) -> None:
    calls = [f'{{"type":"track","event":"Walk {n}","userId":"u"}}' for n in range(4)]
    body = f'{{"batch": [{", ".join(calls)}], "context": {{"ip": "1.2.3.4"}}}}'
    recorded(tmp_path / "one.tdsession", [body.encode()])
    exported(tmp_path / "one.tdsession", tmp_path / "some.ndjson", [2, 4])
    imported(tmp_path / "some.ndjson", tmp_path / "two.tdsession")
    with closing(SessionReader.open(tmp_path / "two.tdsession")) as reader:
        whole = json.loads(reader.body(1))
        assert [call["event"] for call in whole["batch"]] == ["Walk 1", "Walk 3"]
        assert whole["context"] == {"ip": "1.2.3.4"}
        assert [event.row.position for event in reader.events(1, 2)] == [1, 3]
