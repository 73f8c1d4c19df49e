"""The table over a real session: Qt's own model tester finds no fault, and memory stays bounded."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from debugger.events import Message, Request, Transport
from debugger.session.reader import SessionReader
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.window.looks.theme import load_theme
from debugger.window.models.event_table import EventTable
from debugger.window.models.pages import MOST_PAGES, PAGE_ROWS
from debugger.window.models.row_text import TITLES, Column
from debugger.window.widgets.event_list import EventList

NOON = 1_772_452_800_000_000


def request(moment: int) -> Request:
    return Request(
        received_at=moment,
        transport=Transport.HTTP,
        method="POST",
        path="/v1/batch",
        headers=(),
        client="127.0.0.1:50000",
        encoding="identity",
        wire_size=40,
        body_size=40,
    )


def message(number: int) -> Message:
    name = f"Step {number}"
    fields = {"type": "track", "event": name, "userId": "u-1"}
    payload = f'{{"type":"track","event":"{name}","userId":"u-1"}}'.encode()
    return Message(payload=payload, fields=fields)


def write(writer: SessionWriter, first: int, last: int) -> None:
    """Appends the events numbered from `first` to `last`, one a request."""
    writer.append(
        [
            record(request(NOON + number * 1000), [message(number)])
            for number in range(first, last + 1)
        ]
    )


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SessionWriter]:
    writer = SessionWriter.open(tmp_path / "live.tdsession")
    yield writer
    writer.close(Ending.CLOSED)


@pytest.fixture
def table(writer: SessionWriter, qapp: object) -> Iterator[EventTable]:  # noqa: ARG001
    """A table over a session with 1,000 events that is still written."""
    write(writer, 1, 1000)
    reader = SessionReader.open(writer.path)
    table = EventTable()
    table.read_from(reader)
    table.arrive(1000)
    yield table
    reader.close()


def event_names(table: EventTable, *rows: int) -> list[str]:
    return [str(table.data(table.index(row, Column.EVENT))) for row in rows]


def test_qt_finds_no_fault_with_the_model(table: EventTable, writer: SessionWriter) -> None:
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
    table.restrict(array("q", [500, 501, 900]))
    table.prepend(array("q", [3, 4]))
    write(writer, 1001, 1300)
    table.arrive(1300)
    table.append(array("q", [1001, 1300]))
    assert event_names(table, 0, 4, 6) == ["Step 3", "Step 900", "Step 1300"]
    table.restrict(None)
    assert table.clear() == 1300
    write(writer, 1301, 1302)
    table.arrive(1302)
    assert event_names(table, 0, 1) == ["Step 1301", "Step 1302"]
    table.show_cleared(only_last=True)
    assert table.rowCount() == 1302
    table.read_from(None)
    assert table.rowCount() == 0
    del tester


def test_rows_that_are_appended_join_a_page_that_was_read(
    table: EventTable, writer: SessionWriter
) -> None:
    assert event_names(table, 999) == ["Step 1000"]
    write(writer, 1001, 1030)
    table.arrive(1030)
    assert event_names(table, 999, 1000, 1029) == ["Step 1000", "Step 1001", "Step 1030"]


def test_the_time_since_the_row_above_crosses_pages_and_filters(table: EventTable) -> None:
    deltas = [str(table.data(table.index(row, Column.DELTA))) for row in (0, 1, PAGE_ROWS)]
    assert deltas == ["", "+1 ms", "+1 ms"]
    table.restrict(array("q", [1, 801]))
    assert table.data(table.index(1, Column.DELTA)) == "+800 ms"


def test_headers_align_with_their_cells(table: EventTable) -> None:
    role = int(Qt.ItemDataRole.TextAlignmentRole)
    titles = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(table.columnCount())]
    assert tuple(titles) == TITLES
    for column in Column:
        right = column in {Column.NUMBER, Column.DELTA}
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        alignment = table.headerData(column, Qt.Orientation.Horizontal, role)
        assert isinstance(alignment, Qt.AlignmentFlag)
        assert side in alignment


def test_every_row_has_a_sentence(table: EventTable) -> None:
    said = table.data(table.index(4, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert "track Step 5, user u-1" in str(said)


def test_a_hundred_thousand_rows_scroll_with_bounded_memory(
    table: EventTable, writer: SessionWriter, qtbot: QtBot
) -> None:
    for first in range(1001, 100_000, 9_900):
        write(writer, first, min(first + 9_899, 100_000))
    events = EventList(table, load_theme("light"))
    qtbot.addWidget(events)
    events.resize(900, 600)
    events.show()
    table.arrive(100_000)
    bar = events.verticalScrollBar()
    assert bar.value() == bar.maximum()
    for place in range(0, bar.maximum(), bar.maximum() // 150):
        bar.setValue(place)
        events.viewport().repaint()
        assert len(table.pages) <= MOST_PAGES
    assert event_names(table, 0, 99_999) == ["Step 1", "Step 100000"]
