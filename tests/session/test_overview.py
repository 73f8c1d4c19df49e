"""Counted in stretches, at both ends and from nearer, an overview is what counting the rows one by one gives."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.events import Recording
from debugger.findings import Severity
from debugger.session.overview import Overview
from debugger.session.reader import SessionReader
from debugger.session.rows import Row
from debugger.session.timeline import DAY, MOST_BUCKETS, SECOND, WIDTHS, Tally, Timeline, width_for
from debugger.session.worst_rows import MOST_BUCKETS as MOST_ROWS
from debugger.session.worst_rows import Marked, Worst, WorstRows
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
GOOD = {"type": "track", "event": "Order Completed", "userId": "u-42"}
BAD = {**GOOD, "properties": {"revenue": "19.99"}}
COUNT = 60


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Path:
    path = tmp_path_factory.mktemp("seen") / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append(
        [post(BAD if n % 7 == 0 else GOOD, "/v1/track", n * SECOND) for n in range(1, COUNT + 1)]
    )
    writer.close(Ending.CLOSED)
    return path


def severity_of(row: Row) -> int:
    counts = {
        Severity.ERROR: row.errors,
        Severity.WARNING: row.warnings,
        Severity.ADVICE: row.advice,
    }
    return next((int(severity) for severity, count in counts.items() if count), 0)


def one_by_one(rows: Sequence[Row], width: int) -> dict[int, tuple[int, ...]]:
    counted = Counter((row.received_at // width, severity_of(row)) for row in rows)
    return {
        bucket: tuple(counted[bucket, severity] for severity in range(4)) for bucket, _ in counted
    }


def test_a_list_grows_at_both_ends(session: Path) -> None:
    with closing(SessionReader.open(session)) as reader:
        overview = Overview()
        overview.add(reader, array("q", [30, 33, 35]))
        overview.add(reader, array("q", [42, 49, 50]))
        overview.add(reader, array("q", [7, 8]), before=True)
        overview.add(reader, array("q"))
        numbers = [7, 8, 30, 33, 35, 42, 49, 50]
        rows = reader.rows_at(numbers)
        bars = overview.bars()
        assert bars.stacks == one_by_one(rows, bars.width)
        assert (bars.earliest, bars.latest) == (7 * SECOND, 50 * SECOND)
        assert bars.joined(10 * SECOND) == one_by_one(rows, 10 * SECOND)
        assert overview.strip(80).worst == {
            10 * row + 5: (severity, each.number)
            for row, each in enumerate(rows)
            if (severity := severity_of(each))
        }
        assert set(overview.strip(2).worst) == {0, 1}


def test_it_is_looked_at_from_nearer_and_followed_there(session: Path) -> None:
    with closing(SessionReader.open(session)) as reader:
        overview = Overview()
        overview.add(reader, range(1, 31))
        near = list(overview.near(reader, 20 * SECOND, 40 * SECOND))[-1]
        assert near.width == 20_000
        assert sum(map(sum, near.stacks.values())) == 11
        overview.add(reader, range(31, COUNT + 1))
        (near,) = overview.near(reader, 20 * SECOND, 40 * SECOND)
        assert sum(map(sum, near.stacks.values())) == 20
        assert near.stacks == one_by_one(reader.rows(20, 39), near.width)
        assert sum(map(sum, overview.bars().stacks.values())) == COUNT


@given(
    st.lists(st.tuples(st.integers(0, 40_000 * DAY), st.integers(0, 3)), max_size=50, min_size=1)
)
@settings(max_examples=60)
def test_buckets_are_joined_as_the_span_grows(calls: list[tuple[int, int]]) -> None:
    timeline = Timeline()
    for moment, severity in calls:
        width = timeline.width
        timeline.add([Tally(moment // width, 0, severity, 1, moment, moment, 1)], width)
    bars = timeline.bars()
    counted = Counter((moment // bars.width, severity) for moment, severity in calls)
    assert {
        (bucket, severity): count
        for bucket, stack in bars.stacks.items()
        for severity, count in enumerate(stack)
        if count
    } == dict(counted)
    assert bars.latest // bars.width - bars.earliest // bars.width < MOST_BUCKETS


@given(
    st.dictionaries(st.integers(0, 60), st.integers(1, 3), max_size=40),
    st.integers(1, 80),
)
def test_a_strip_is_drawn_in_runs(severities: dict[int, int], height: int) -> None:
    worst = {row: Worst(severity, row + 1) for row, severity in severities.items()}
    strip = Marked(worst=worst, count=61).strip(height)
    drawn = {
        pixel: severity for severity, top, tall in strip.runs for pixel in range(top, top + tall)
    }
    assert drawn == {pixel: each.severity for pixel, each in strip.worst.items()}
    assert sum(tall for _, _, tall in strip.runs) == len(drawn)
    assert all(
        one.severity != other.severity or one.top + one.height < other.top
        for one, other in pairwise(strip.runs)
    )
    assert strip.places == Counter(severities.values())


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 5000), st.integers(0, 3)), max_size=12))
def test_rows_are_joined_as_the_list_grows(parts: list[tuple[bool, int, int]]) -> None:
    rows = WorstRows()
    at: dict[int, int] = {}
    for before, count, severity in parts:
        row = rows.first - count if before else rows.end
        if before:
            rows.first = row
        else:
            rows.end += count
        if severity:
            at[row] = severity
        in_bucket = rows.rows
        rows.add([Tally(0, row // in_bucket, severity, 1, 0, 0, row)], in_bucket)
    marked = rows.marked()
    assert (marked.first, marked.count) == (rows.first, rows.end - rows.first)
    assert len(marked.worst) <= MOST_ROWS + 1
    for row, severity in at.items():
        assert marked.worst[row // marked.rows].severity >= severity


def test_a_width_fits_its_span() -> None:
    assert width_for(0) == 1000
    assert width_for(60 * SECOND, 60) == SECOND
    widths = [width_for(10**n) for n in range(4, 22)]
    assert all(small <= large for small, large in pairwise(widths))
    assert all(large % small == 0 for small, large in pairwise(WIDTHS))
