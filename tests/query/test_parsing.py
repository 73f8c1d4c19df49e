"""Filters are read as people who know GitHub's or Kibana's expect, and what is wrong is said with its place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debugger.errors import FilterError
from debugger.query import parse
from debugger.query.fields import FIELDS
from debugger.query.parsing import LONGEST
from debugger.query.tree import (
    ANY,
    And,
    Comparison,
    Everything,
    Expression,
    Interval,
    Not,
    Or,
    PathComparison,
    Presence,
    Text,
    leaves,
)

NOW = datetime(2026, 11, 25, 16, 30, tzinfo=timezone(timedelta(hours=1)))
WHOLE = (
    'type:track event:"Order *" severity>=warning user:u-42 properties.revenue>100 '
    "properties.products[].sku:A-1 has:properties.coupon verdict:dropped rule:currency-* source:web "
    'after:12:04 "free text" /regex/ -library:analytics.js (a OR b)'
)


def words(typed: str) -> str:
    """The shape of a filter, in parentheses."""

    def shape(node: object) -> str:  # noqa: PLR0911
        match node:
            case And(terms=terms):
                return f"({' '.join(map(shape, terms))})"
            case Or(terms=terms):
                return f"({' | '.join(map(shape, terms))})"
            case Not(term=term):
                return f"-{shape(term)}"
            case Text(pieces=pieces):
                return "*".join(pieces)
            case Comparison(field=field, operator=operator, typed=value):
                return f"{field.name}{operator}{value}"
            case PathComparison(name=name, operator=operator, typed=value):
                return f"{name}{operator}{value}"
        return type(node).__name__

    return shape(parse(typed))


def test_every_kind_of_term_together() -> None:
    found = parse(WHOLE, NOW)
    assert isinstance(found, And)
    assert [WHOLE[term.span.start : term.span.end] for term in found.terms[:4]] == [
        "type:track",
        'event:"Order *"',
        "severity>=warning",
        "user:u-42",
    ]
    kinds = [type(term) for term in found.terms]
    assert kinds[4:7] == [PathComparison, PathComparison, Presence]
    assert kinds[-4:] == [Text, Expression, Not, Or]
    sku = found.terms[5]
    assert isinstance(sku, PathComparison)
    assert sku.path == ("properties", "products", ANY, "sku")
    assert len(list(leaves(found))) == 16


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("order completed", "(order completed)"),
        ('"order completed"', "order completed"),
        ('"say \\"hi\\""', 'say "hi"'),
        ("a AND b", "(a b)"),
        ("a && b || c", "((a b) | c)"),
        ("a OR b c", "(a | (b c))"),
        ("(a OR b) c", "((a | b) c)"),
        ("a or b", "(a or b)"),
        ("ORDER NOTE ANDY", "(ORDER NOTE ANDY)"),
        ("-a !b NOT c", "(-a -b -c)"),
        ("-(a b)", "-(a b)"),
        ("check*out", "check*out"),
        ("order*", "order"),
        ("*", ""),
        ("https://a.example/b", "https://a.example/b"),
        ("/v1/track", "/v1/track"),
        ("12:04", "12:04"),
        ("- -- :", "(- -- :)"),
        ("type:(track OR page)", "(type=track | type=page)"),
        ("type:(track page)", "(type=track | type=page)"),
        ("type!=(track page)", "(-type=track -type=page)"),
        ("type=track", "type=track"),
        ("type!=track", "-type=track"),
        ("number:>=300", "number>=300"),
        ("userId:u-1 name:Home", "(user=u-1 event=Home)"),
        ("TYPE:track", "type=track"),
        ('properties."order id":x', 'properties."order id"=x'),
        ("payload.plan:pro", "payload.plan=pro"),
        ("a)b", None),
    ],
)
def test_how_terms_hang_together(typed: str, shape: str | None) -> None:
    if shape is None:
        with pytest.raises(FilterError):
            parse(typed)
    else:
        assert words(typed) == shape


@pytest.mark.parametrize(
    ("typed", "wrong", "said"),
    [
        ("type:", "type:", "A value is missing after type:."),
        ("a type: track", "type:", "without a space"),
        ('a "b c', '"b c', "This quotation mark has no end."),
        ('type:"b', '"b', "This quotation mark has no end."),
        ("a)", ")", "This parenthesis closes none."),
        ("b (a", "(", "This parenthesis is not closed."),
        ("type:(track", "(", "This parenthesis is not closed."),
        ("a ( )", "( )", "There is nothing in these parentheses."),
        ("a OR", "OR", "A term is missing after OR."),
        ("(a OR)", ")", "A term is missing before this parenthesis."),
        ("evnt:x", "evnt", "Did you mean event?"),
        ("foo.bar:1", "foo", "write payload.foo.bar"),
        ("has:cuopon", "cuopon", "write payload.cuopon"),
        ("properties..x:1", "properties..x", "a name is missing"),
        ("properties.x[y]:1", "properties.x[y]", "“[” cannot stand there"),
        (
            "severity:fatal",
            "fatal",
            "fatal is not a severity: expected is error, warning, advice or none.",
        ),
        (
            "verdict:lost",
            "lost",
            "There is no verdict:lost: expected is kept, dropped or rejected.",
        ),
        ("b (", "(", "A term is missing after (."),
        ("a AND (", "(", "A term is missing after (."),
        ("type>track", ">", "type cannot be compared by >. Write type:track."),
        ("number:many", "many", "many is not a number."),
        ("size>big", "big", "big is not a size: expected are bytes, as in 500, 32kb or 1.5mb."),
        ("after:25:00", "25:00", "is not a time: expected is"),
        ("after:2026-02-30", "2026-02-30", "is not a time: expected is"),
        ("after:999999d", "999999d", "is not a time: expected is"),
        ("properties.revenue>much", "much", "> compares with a number"),
        ("/(/", "/(/", "The regular expression cannot be read"),
        ("event:/(?=a)/", "/(?=a)/", "The regular expression cannot be read"),
    ],
)
def test_mistakes_have_their_place(typed: str, wrong: str, said: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(typed, NOW)
    error = caught.value
    assert typed[error.start : error.end] == wrong
    assert said in str(error)
    assert error.typed == typed


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("12:04", "2026-11-25T11:04", "2026-11-25T11:05"),
        ("12:04:05", "2026-11-25T11:04:05", "2026-11-25T11:04:06"),
        ("12:04:05.25", "2026-11-25T11:04:05.25", "2026-11-25T11:04:05.26"),
        ("2026-11-24", "2026-11-23T23:00", "2026-11-24T23:00"),
        ("2026-11-24T08:00Z", "2026-11-24T08:00", "2026-11-24T08:01"),
        ("2026-11-24T08:00-02:00", "2026-11-24T10:00", "2026-11-24T10:01"),
        ("today", "2026-11-24T23:00", "2026-11-25T23:00"),
        ("yesterday", "2026-11-23T23:00", "2026-11-24T23:00"),
        ("5m", "2026-11-25T15:25", "2026-11-25T15:25"),
        ("2h", "2026-11-25T13:30", "2026-11-25T13:30"),
    ],
)
def test_times_are_local_and_as_long_as_their_precision(typed: str, start: str, end: str) -> None:
    found = parse(f'received:"{typed}"', NOW)
    assert isinstance(found, Comparison)
    assert isinstance(found.value, Interval)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    for value, moment in ((found.value.start, start), (found.value.end, end)):
        expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        assert epoch + timedelta(microseconds=value) == expected


def test_nothing_typed_finds_everything() -> None:
    assert isinstance(parse(""), Everything)
    assert isinstance(parse("  \n"), Everything)


def test_what_is_too_much_is_refused() -> None:
    for typed in ("a" * (LONGEST + 1), "(" * 60 + "a" + ")" * 60, "a " * 400):
        with pytest.raises(FilterError):
            parse(typed)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_a_filter(field: object) -> None:
    parse(field.example)  # type: ignore[attr-defined]


PIECES = st.sampled_from(
    [each.name for each in FIELDS]
    + [
        *':=<>!()"/\\*-[]. ',
        ">=",
        " OR ",
        " AND ",
        "NOT ",
        "properties.",
        "a",
        "é",
        "\ud800",
        "\0",
        "5m",
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
@example("type:(-")
@example('type:("a"b')
def test_any_text_is_a_filter_or_a_mistake_with_its_place(typed: str) -> None:
    wrong = None
    try:
        span = parse(typed, NOW).span
    except FilterError as error:
        wrong = error
    if wrong is None:
        assert 0 <= span.start <= span.end <= len(typed)
    else:
        assert 0 <= wrong.start <= wrong.end <= max(1, len(typed))
        assert wrong.message
