"""What a person reads in a terminal of each event."""

from __future__ import annotations

from pathlib import Path

import pytest

from debugger.events import Arrival, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.sink.terminal import line
from debugger.wire.intake import read


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"type":"track","userId":"u","event":"Order Shipped"}', "Order Shipped"),
        (b'{"type":"track","userId":"u"}', "(no name)"),
        (b'{"type":"identify","userId":"u"}', "\N{EM DASH}"),
        (b'{"type":"track",', "line 1, column 17"),
    ],
)
def test_an_event_is_named_or_plainly_without_a_name(
    tmp_path: Path, body: bytes, said: str
) -> None:
    intake = read(
        Arrival(
            received_at=1_795_435_441_249_000,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/batch",
            headers=(),
            body=body,
            client="127.0.0.1:51324",
        )
    )
    writer = SessionWriter.open(tmp_path / "one.tdsession")
    writer.append([record(intake.request, intake.messages)])
    writer.close(Ending.CLOSED)
    reader = SessionReader.open(writer.path)
    (row,) = reader.rows(1, 1)
    reader.close()
    assert said in line(row)
