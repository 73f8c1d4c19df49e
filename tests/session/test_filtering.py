"""What SQL finds is what the filter says of each event by itself, newest first, whatever was captured and typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debugger.errors import FilterError
from debugger.events import Recording
from debugger.query import parse
from debugger.query.fields import FIELDS
from debugger.query.holding import NUMBERS, STATES, TEXTS, holds
from debugger.session import conditions, expression_scan, filtering, questions
from debugger.session.marks import Colour, Mark
from debugger.session.reader import SessionReader
from debugger.session.rejudging import message_of
from debugger.session.subjects import subject_of
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]

ORDER = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-42",
    "anonymousId": "anon-7",
    "messageId": "node-1",
    "timestamp": "2026-11-25T12:00:00Z",
    "properties": {
        "revenue": 120.5,
        "currency": "usd",
        "coupon": None,
        "products": [{"sku": "A-1", "price": 3}, {"sku": "B/2"}],
        "tags": ["red", "Ümlaut"],
        "a.b": {"": 1},
    },
    "context": {"library": {"name": "analytics.js", "version": "2.11.1"}},
}
BODIES: list[tuple[object, str]] = [
    (ORDER, "/v1/track"),
    ({**ORDER, "properties": {"revenue": "120.5", "products": {"sku": "A-1"}}}, "/v1/track"),
    ({"type": "page", "name": "Home\0x", "anonymousId": 7, "properties": "none"}, "/v1/page"),
    ({"type": "identify", "userId": "U-42", "traits": {"plan": "pro", "age": 42}}, "/v1/identify"),
    (
        {
            "batch": [
                {"type": "track", "event": "A", "context": {"ip": "::1"}},
                {"type": "track", "event": "B", "context": "none"},
                {"type": "screen", "name": "C"},
            ],
            "context": {"library": {"name": "analytics-go", "version": "3.0"}, "ip": "x"},
            "sentAt": "now",
        },
        "/v1/batch",
    ),
    (b'{"type":"track","event":"Odd","properties":{"revenue":NaN,"a":1,"a":2}}', "/v1/track"),
    (b'{"type":"track","event":"\\u0041\\ud800","properties":{"\\u0073ku":"\\u0041-1"}}', "/v1/t"),
    (b'{"type":"track","event":"Big","properties":{"revenue":123456789012345678901234}}', "/v1/t"),
    (b'\xef\xbb\xbf{"type":"track","properties":{"revenue":1e999,"x":"\xff"}}', "/v1/track"),
    (b'{"type":"track","event":', "/v1/track"),
    (b"\xff\0 broken B", "/v1/track"),
    (b'{"properties":{"revenue":0},"properties":{"revenue":7}}', "/v1/track"),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Path:
    """A session of everything that is odd, with marks and a named source."""
    path = tmp_path_factory.mktemp("filtered") / "one.tdsession"
    writer = SessionWriter.open(path)
    writer.append(
        [post(body, sent_to, 1_000_000 * index) for index, (body, sent_to) in enumerate(BODIES, 1)]
    )
    writer.mark({1: Mark(starred=True, note="Look: 100%"), 3: Mark(colour=Colour.RED)})
    writer.close(Ending.CLOSED)
    return path


def found(reader: SessionReader, typed: str) -> list[int]:
    """The numbers a filter finds, in the order they were found."""
    steps = reader.matching(parse(typed), 1, reader.newest())
    return [number for hits, _ in steps for number in hits]


def naive(reader: SessionReader, typed: str) -> list[int]:
    """The same by holding the filter against each event."""
    query, names = parse(typed), reader.source_names()
    return [
        event.row.number
        for event in reversed(list(reader.events(1, reader.newest())))
        if holds(
            query,
            subject_of(
                message_of(event),
                event.all_findings,
                number=event.row.number,
                request=event.row.request_id,
                stored=event,
                named=names.get(event.source, ""),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", list(range(14, 0, -1))),
        ("type:track event:order*", [2, 1]),
        ("event:/^order/", [2, 1]),
        ("user:u-42", [4, 2, 1]),
        ("anonymous:7", [3]),
        ("properties.revenue>100", [11, 10, 1]),
        ("properties.revenue:120.5", [2, 1]),
        ("properties.revenue:NaN", [8]),
        ("properties.revenue:7", [14]),
        ("properties.a:1", []),
        ("properties.products[].sku:a-1", [1]),
        ("properties.products.sku:A-1", [2, 1]),
        ("properties.products[1].sku:B/*", [1]),
        ("properties.sku:A-1", [9]),
        ("has:properties.coupon", [1]),
        ("properties.coupon:null", [1]),
        ('has:properties."a.b"', [1]),
        ("properties.tags:red", [1]),
        ("traits.age>=42", [4]),
        ("context.library.name:analytics-go", [7, 5]),
        ("context.ip:x", [7]),
        ("context:none", [6]),
        ("sentAt:now", [7, 6, 5]),
        ("library:analytics-go", [7, 5]),
        ("source:analytics.js", [2, 1]),
        ('source:"analytics.js 2.11.1"', [2, 1]),
        ("version:2.*", [2, 1]),
        ("number>=13 OR number<2", [14, 13, 1]),
        ("request:5", [7, 6, 5]),
        ("position:0", [5]),
        ("is:batched -position:0", [7, 6]),
        ("is:problem", [13, 12]),
        ('problem:"line 1, column 25"', [12]),
        ("is:starred", [1]),
        ("note:100%", [1]),
        ("colour:*", [3]),
        ("has:note", [1]),
        ("rule:revenue-not-*", [2]),
        ("verdict:rejected", [13, 12, 8]),
        ("received>=1970-01-01T00:00:11Z received<1970-01-01T00:00:12Z", [13]),
        ("path:/v1/t", [10, 9]),
        ("answer:400", [13, 12, 8]),
        ("-status:200 status:/^4/", [13, 12, 8]),
        ("home", [3]),
        ("or*plet", [2, 1]),
        ("broken", [13]),
        ("B", None),
        ("/broken|red/", None),
    ],
)
def test_finds(session: Path, typed: str, numbers: list[int] | None) -> None:
    with closing(SessionReader.open(session)) as reader:
        if numbers is not None:
            assert found(reader, typed) == numbers
        assert found(reader, typed) == naive(reader, typed)


@pytest.mark.parametrize("numbers", [[], [1], [2, 5, 7, 8], range(3, 15)])
@pytest.mark.parametrize("chunk", [1, 3, 4096])
def test_finds_among_some_numbers(
    session: Path, numbers: Sequence[int], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtering, "CHUNK", chunk)
    with closing(SessionReader.open(session)) as reader:
        for typed in ("type:track", "context.ip:x", "is:starred OR colour:red"):
            among = [each for some in reader.matching_of(parse(typed), numbers) for each in some]
            assert among == sorted(set(numbers) & set(found(reader, typed)))


NOT_WITH_ANY_VALUE = {"has", "is", "verdict", "transport", "after"}
PATHS = """
properties.revenue properties.products[].sku properties.products.sku context.ip
context.library.name properties.tags[1] properties."a.b" payload.event sentAt
traits properties.x properties.a properties.sku context properties.tags
"""
TYPED = """
track order* * u-42 7 120.5 A-1 a*1 1e3 null none error warning *e* NaN /o/ /^a/ /./ "A-1" "\ufffd"
5m today 1970-01-01 3kb inf *%* _ analytics* *0 red B/2 ümlaut key-1 revenue* "*\0*" 200 4*
"""
ALONE = r"""
is:batched is:clean is:silenced is:problem is:starred verdict:kept has:user has:rule
transport:http has:severity has:position has:source has:properties.tags[] order a*1
"\0" Ü /B/ /^track$/ % \\ "u-42" has:context.library after:today /[a-c][k1]|u-/ -/(a|o)[^r]/ /\S[.][0-9]/ /[^a]*/
"""
FREE = [field.name for field in FIELDS if field.name not in NOT_WITH_ANY_VALUE]
NAMES, VALUES = st.sampled_from([*FREE, *PATHS.split()]), st.sampled_from(TYPED.split())
WORDS = st.sampled_from(ALONE.split())
TERMS = st.one_of(
    WORDS, st.tuples(NAMES, st.sampled_from([":", "!=", ">", ">=", "<", "<="]), VALUES).map("".join)
)
FILTERS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(lambda each: f"-({each})"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: f"({' OR '.join(each)})"),
    ),
    max_leaves=5,
)


def is_filter(typed: str) -> bool:
    """Whether it can be read; a severity is compared with no number, and so on."""
    try:
        parse(typed)
    except FilterError:
        return False
    return True


@pytest.fixture(params=[1, filtering.CHUNK], ids=["looks tried", "looks as they are"])
def tried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """From how many events on the looks are tried that most events may pass."""
    monkeypatch.setattr(questions, "WORTH_TRYING", request.param)
    monkeypatch.setattr(expression_scan, "_BYTES", 300 * request.param)
    return int(request.param)


@pytest.mark.usefixtures("tried")
@given(FILTERS.filter(is_filter))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@example("-(event:x OR note:x)")
def test_finds_what_each_event_says_by_itself(session: Path, typed: str) -> None:
    with closing(SessionReader.open(session)) as reader:
        assert found(reader, typed) == naive(reader, typed)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.usefixtures("tried")
@given(
    payloads=st.lists(st.tuples(JSON, st.booleans()), min_size=1, max_size=4),
    path=st.lists(st.sampled_from([".a", ".b", "[]", "[0]"]), max_size=3),
    sign=st.sampled_from([":", ">", "<="]),
    value=st.one_of(st.integers(), st.text(max_size=5), st.sampled_from(["0", "true", "a*", ""])),
)
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_paths_find_what_was_sent(  # noqa: PLR0917 - fixtures and what is made up
    writer: SessionWriter,
    reader: SessionReader,
    post: Post,
    payloads: list[tuple[object, bool]],
    path: list[str],
    sign: str,
    value: int | str,
) -> None:
    bodies = [
        json.dumps({"properties": sent, "a": sent}, ensure_ascii=ascii_only).encode(
            errors="replace"
        )
        for sent, ascii_only in payloads
    ]
    first = writer.newest + 1
    writer.append([post(body) for body in bodies])
    spelled = value if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
    typed = f"number>={first} properties{''.join(path)}{sign}{spelled}"
    if is_filter(typed):
        assert found(reader, typed) == [each for each in naive(reader, typed) if each >= first]


def test_every_field_is_known_to_both() -> None:
    names = {field.name for field in FIELDS} - {"has"}
    assert set(TEXTS) | set(NUMBERS) == names
    asked = {*conditions.TEXTS, *conditions.COLUMNS, "answer", "rule", "silenced", "is"}
    assert asked | {"source", "library", "version", "key"} == names
    assert set(conditions.STATES) == set(STATES)
    (states,) = (field.choices for field in FIELDS if field.name == "is")
    assert set(states) == set(STATES)


def test_two_filters_at_once_on_one_reader(session: Path) -> None:
    with closing(SessionReader.open(session)) as reader:
        first = reader.matching(parse("properties.revenue>100"), 1, 14)
        second = reader.matching(parse("properties.sku:A-1"), 1, 14)
        assert [list(next(second)[0]), list(next(first)[0])] == [[9], [11, 10, 1]]
        first.close()
        second.close()
