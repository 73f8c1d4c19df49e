"""Any column, and any path, in order and the other way round: numbers before texts, what has no value last."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path as File

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.events import Recording
from debugger.query.paths import values_at
from debugger.query.tree import Path
from debugger.session.ordering import Order, Sortable
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]
NAMES = ["Step 1", "step 2", "Step 3", "Step 0", "alpha"]
VALUES = [3, "b", None, 1.5, "a", True, float("nan"), 2**70, "\ud800", {"x": 1}]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, post: Post) -> File:
    path = tmp_path_factory.mktemp("ordered") / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append(
        [
            post(
                {
                    "type": "track" if number % 2 else "page",
                    "event": None if number == 3 else NAMES[number % 5],
                    "userId": f"u-{10 - number}",
                    "properties": {"value": value},
                },
                "/v1/track",
                1_000_000 * (20 - number),
            )
            for number, value in enumerate(VALUES, 1)
        ]
    )
    writer.close(Ending.CLOSED)
    return path


def in_order(reader: SessionReader, order: Order, numbers: range | array[int]) -> list[int]:
    return [n for piece in reader.ordered(order, numbers, lambda: True) for n in piece]


@pytest.mark.parametrize("by", list(Sortable))
def test_every_column_is_ordered_with_nothing_last(session: File, by: Sortable) -> None:
    with closing(SessionReader.open(session)) as reader:
        every = range(1, len(VALUES) + 1)
        up, down = (in_order(reader, Order(by, way), every) for way in (False, True))
        assert sorted(up) == sorted(down) == list(every)
        rows = {row.number: row for row in reader.rows(1, len(VALUES))}
        if by is Sortable.TIME:
            assert up == list(reversed(every))
        if by is Sortable.NUMBER:
            assert down == list(reversed(every))
        if by is Sortable.EVENT:
            names = [rows[number].name for number in up]
            known = [name for name in names if name]
            assert names == [*sorted(known, key=str.lower), *[None] * (len(names) - len(known))]
            assert "step 2" in known
        if by is Sortable.FINDINGS:
            errors = [rows[number].errors for number in down]
            assert errors == sorted(errors, reverse=True)


def test_a_path_is_ordered_numbers_before_texts(session: File) -> None:
    with closing(SessionReader.open(session)) as reader:
        order = Order(("properties", "value"))
        found = in_order(reader, order, range(1, len(VALUES) + 1))
        assert found[:4] == [6, 4, 1, 8]
        assert found[5:7] == [5, 2]
        assert set(found[7:]) == {3, 7, 10}
        hits = array("q", [1, 2, 3, 4])
        assert in_order(reader, order, hits) == [4, 1, 2, 3]
        assert in_order(reader, Order(order.by, descending=True), hits) == [2, 1, 4, 3]
        assert in_order(reader, order, array("q")) == []


VALUE = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["a", "B", "1", "é"])
)
FIELDS = st.dictionaries(
    st.sampled_from(["context", "integrations", "timestamp", "properties"]),
    st.one_of(VALUE, st.dictionaries(st.sampled_from(["ip", "All"]), VALUE)),
    max_size=2,
)
BODY = st.one_of(
    FIELDS.map(lambda fields: json.dumps(fields).encode()),
    st.just(b'{"context":{"ip":1}'),
    st.tuples(FIELDS, st.lists(st.one_of(FIELDS, st.just(1)), max_size=3), st.booleans()).map(
        lambda parts: batch_of(*parts)
    ),
)


def batch_of(envelope: Mapping[str, object], messages: Sequence[object], escaped: bool) -> bytes:  # noqa: FBT001
    body = json.dumps({**envelope, "batch": messages})
    return (body.replace('"context"', '"\\u0063ontext"') if escaped else body).encode()


@given(
    bodies=st.lists(BODY, min_size=1, max_size=6),
    path=st.sampled_from(
        [
            ("context", "ip"),
            ("integrations", "All"),
            ("timestamp",),
            ("properties", "ip"),
            ("context",),
        ]
    ),
    descending=st.booleans(),
)
@settings(max_examples=120, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_path_is_ordered_by_what_the_column_shows(  # noqa: PLR0917
    writer: SessionWriter,
    reader: SessionReader,
    post: Post,
    bodies: list[bytes],
    path: Path,
    descending: bool,  # noqa: FBT001
) -> None:
    first = writer.newest + 1
    writer.append([post(body, "/v1/batch") for body in bodies])
    shown: dict[int, tuple[bool, float | str] | None] = {}
    for event in reader.events(first, writer.newest):
        value = next(iter(values_at(message_of(event).fields, path)), None)
        known = isinstance(value, (int, str))
        shown[event.row.number] = (isinstance(value, str), value) if known else None  # type: ignore[assignment]
    by_value = sorted(
        (number for number in shown if shown[number] is not None),
        key=lambda number: (shown[number], number),
        reverse=descending,
    )
    nothing = sorted((each for each in shown if shown[each] is None), reverse=descending)
    numbers = range(first, writer.newest + 1)
    assert in_order(reader, Order(path, descending), numbers) == by_value + nothing


def test_it_ends_when_nobody_wants_it(session: File) -> None:
    with closing(SessionReader.open(session)) as reader:
        pieces = reader.ordered(Order(Sortable.TYPE), range(1, 11), lambda: False)
        assert sum(map(len, pieces)) in {0, len(VALUES)}
        assert in_order(reader, Order(Sortable.NUMBER), range(1, 3)) == [1, 2]
