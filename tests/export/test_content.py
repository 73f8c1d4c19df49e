"""Events read as rows and events read whole make the same lines, and a line holds all that makes its event."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.export import About, Content, Options, formats
from debugger.session.labels import SourceLabel
from debugger.session.marks import Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent
from tests.export.conftest import HOSTILE, Recorder

BATCH = (
    b'\xef\xbb\xbf{ "batch" :[{"type":"track","event":"A b","userId":"u-1","big":12345678901234567890} ,\r\n'
    b'{"type":"track","event":"\\ud83d","userId":"u-2","x":NaN}], "context": {"ip":\n"::1"},"writeKey":"wk"} '
)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    with closing(Recorder(tmp_path_factory.mktemp("content"))) as made:
        yield made


def lines(content: Content) -> list[dict[str, Any]]:
    file = BytesIO()
    for _ in formats()["ndjson"].write(content, file):
        pass
    return [json.loads(line) for line in file.getvalue().split(b"\n")[:-1]]


def of_session(reader: SessionReader, numbers: Sequence[int]) -> Content:
    return Content.of_session(reader, numbers, About(), Options())


def payload_of(line: dict[str, Any], raw: bytes) -> bytes:
    """The exact bytes that a line holds."""
    if "payload_text" in line:
        return str(line["payload_text"]).encode()
    if "payload_base64" in line:
        return base64.b64decode(line["payload_base64"])
    return raw.rpartition(b',"payload":')[2][:-1] if raw.count(b',"payload":') == 1 else b""


def body_of(of_one_request: list[tuple[dict[str, Any], bytes]]) -> bytes:
    """The body of a request from its lines."""
    request = of_one_request[0][0]["request"]
    pieces = request.get("envelope", ["", ""])
    around = [piece.encode() for piece in pieces]
    if "envelope_base64" in request:
        around = [base64.b64decode(piece) for piece in request["envelope_base64"]]
    parts = [around[0]]
    for (line, raw), after in zip(of_one_request, around[1:], strict=True):
        parts += [payload_of(line, raw), after]
    return b"".join(parts)


@given(
    bodies=st.lists(
        st.sampled_from([*HOSTILE, BATCH])
        | st.binary(max_size=40)
        | st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=8,
        ).flatmap(
            lambda value: st.sampled_from([None, 2]).map(
                lambda indent: json.dumps(value, indent=indent).encode()
            )
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_body_comes_out_of_its_lines_byte_for_byte(
    recorder: Recorder, bodies: list[bytes]
) -> None:
    events = recorder.record(*bodies)
    file = BytesIO()
    numbers = [event.row.number for event in events]
    for _ in formats()["ndjson"].write(of_session(recorder.reader, numbers), file):
        pass
    by_request: dict[int, list[tuple[dict[str, Any], bytes]]] = {}
    for raw in file.getvalue().split(b"\n")[:-1]:
        line = json.loads(raw)
        by_request.setdefault(line["request"]["id"], []).append((line, raw))
    assert [body_of(each) for each in by_request.values()] == bodies


def test_rows_and_whole_events_make_the_same_lines(recorder: Recorder) -> None:
    events = recorder.record(*HOSTILE, BATCH)
    numbers = [event.row.number for event in events]
    recorder.mark({numbers[0]: Mark(starred=True, colour=Colour.RED, note="Not yet")})
    again: list[StoredEvent] = list(recorder.reader.events_at(numbers))
    rows = lines(of_session(recorder.reader, numbers))
    whole = lines(Content.of_events(again, About(), Options()))
    assert rows == whole
    assert (rows[0]["starred"], rows[0]["colour"], rows[0]["note"]) == (True, "red", "Not yet")


def test_numbers_with_gaps(recorder: Recorder) -> None:
    events = recorder.record(*[HOSTILE[0]] * 6)
    first = events[0].row.number
    chosen = [first, first + 2, first + 5]
    made = lines(of_session(recorder.reader, chosen))
    assert [line["number"] for line in made] == chosen
    assert all("headers" in line["request"] for line in made)


def test_what_a_source_is_called(recorder: Recorder) -> None:
    events = recorder.record(b'{"type":"track","event":"x","userId":"u","writeKey":"wk-labelled"}')
    recorder.label(SourceLabel(write_key="wk-labelled", library="", name="Shop", colour="teal"))
    (line,) = lines(of_session(recorder.reader, [events[0].row.number]))
    assert line["sender"] == {
        "write_key": "wk-labelled",
        "library": "",
        "version": "",
        "name": "Shop",
        "colour": "teal",
    }
