"""What a filter does is said in words, what is completed fits, what is written is read as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debugger.query import parse
from debugger.query.comparing import path_test
from debugger.query.completing import Vocabulary, completions
from debugger.query.fields import FIELDS
from debugger.query.paths import path_of, spelled, values_at
from debugger.query.tree import Comparison, Or, PathComparison, Presence
from debugger.query.words import in_words
from debugger.query.writing import added, path_term, value_term

KNOWN = Vocabulary(
    {
        "event": ("Order Completed", "Home"),
        "properties.currency": ("USD", "EUR"),
        "rule": ("revenue-not-number",),
    },
    ("properties.currency", "properties.products[].sku", "payload.plan"),
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        (
            "type:track severity>=warning",
            "the type is track and the worst finding is at least warning",
        ),
        ("a OR -b", "“a” stands anywhere or “b” stands nowhere"),
        ("-is:starred type!=page", "it is not starred and the type is not page"),
        ("-is:batched -is:clean", "it came alone and something is found in it"),
        ("-is:problem -is:silenced", "it is a message and it has no silenced findings"),
        ("-severity:none -rule:x*", "something is found in it and no finding is of the rule x*"),
        (
            "-silenced:x -note:b",
            "no silenced finding is of the rule x and your note does not hold “b”",
        ),
        ("properties.x!=a* -/b/", "properties.x is not like a* and /b/ matches nowhere"),
        (
            "-(a b) -size>3",
            "not (“a” stands anywhere and “b” stands anywhere) and not the payload's size is above 3",
        ),
        ("-event:/a/", "not the event name matches /a/"),
        ("has:rule has:silenced", "there is a finding that counts and there is a silenced finding"),
        (
            "after:1h before:1s",
            "the time of arrival is from 1 hour ago and the time of arrival is before 1 second ago",
        ),
        ("(a OR b) type:page", "(“a” stands anywhere or “b” stands anywhere) and the type is page"),
        ('event:"Order *"', "the event name is like Order *"),
        (
            "after:5m before:12:04",
            "the time of arrival is from 5 minutes ago and the time of arrival is before 12:04",
        ),
        ("rule:currency-*", "a finding is of the rule currency-*"),
        ("properties.revenue>100", "properties.revenue is above 100"),
        ("event:/^a/ /b/", "the event name matches /^a/ and /b/ matches anywhere"),
        (
            "has:properties.x is:starred note:x",
            "there is properties.x and it is starred and your note holds “x”",
        ),
        ("severity:none", "nothing is found in it"),
    ],
)
def test_in_words(typed: str, said: str) -> None:
    assert in_words(parse(typed)) == said


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_is_said(field: object) -> None:
    assert in_words(parse(field.example))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ty", ["type:"]),
        ("-lib", ["library:"]),
        ("type", ["type:", "type!="]),
        ("-status", ["answer:", "answer!="]),
        ("size", ["size:", "size!=", "size>", "size>=", "size<", "size<="]),
        ("has", ["has:"]),
        ("after", ["after:"]),
        (
            "properties.currency",
            [f"properties.currency{sign}" for sign in (":", "!=", ">", ">=", "<", "<=")],
        ),
        ("type:(track OR pa", ["page"]),
        ("a -type!=(scr", ["screen"]),
        ('event:("Home" OR "ord', ['"Order Completed"']),
        ("(type:(track) OR ty", ["type:"]),
        ("properties.currency:(", ["USD", "EUR"]),
        ("(track OR ty", ["type:"]),
        ("has:severity", []),
        ("colour:", ["red", "orange", "yellow", "green", "blue", "purple"]),
        ("userI", ["user:"]),
        ("(sev", ["severity:"]),
        ("a prop", ["properties.currency:", "properties.products[].sku:"]),
        ("cur", ["properties.currency:"]),
        ("severity>=w", ["warning"]),
        ("type:", ["track", "identify", "page", "screen", "group", "alias"]),
        ("event:ord", ['"Order Completed"']),
        ('event:"ord', ['"Order Completed"']),
        ("event:Home", []),
        ("properties.currency:", ["USD", "EUR"]),
        ("has:cur", ["properties.currency"]),
        ('"free te', []),
        ("", []),
        ("a ", []),
    ],
)
def test_what_fits_is_offered(typed: str, offered: list[str]) -> None:
    assert [each.text for each in completions(typed, len(typed), KNOWN)] == offered


def test_an_offer_takes_the_place_of_what_was_begun() -> None:
    (offer,) = completions("a -ev b", 5, KNOWN)
    assert offer.taken("a -ev b") == ("a -event: b", 9)


@given(st.text(max_size=60), st.integers(0, 60))
def test_completing_takes_any_text(typed: str, cursor: int) -> None:
    for offer in completions(typed, min(cursor, len(typed)), KNOWN):
        assert 0 <= offer.start <= offer.end <= len(typed)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
@example("<0")
@example("=")
def test_a_written_value_is_read_as_it_was(value: str) -> None:
    found = parse(value_term("event", value))
    assert isinstance(found, Comparison)
    assert found.value is not None
    assert found.value.matches(value)  # type: ignore[union-attr]
    assert not found.value.matches(value + "x")  # type: ignore[union-attr]


NAMES = st.text(
    st.characters(exclude_characters='"', exclude_categories=["Cs"]), min_size=1, max_size=6
)


@given(
    st.lists(st.one_of(NAMES, st.integers(0, 3)), max_size=3),
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=6)
    ),
)
def test_a_written_path_finds_its_value(path: list[str | int], value: object) -> None:
    if isinstance(value, str) and not value.isprintable():
        return
    whole = ("properties", *path)
    document = value
    for part in reversed(whole):
        document = {part: document} if isinstance(part, str) else [None] * part + [document]
    assert path_of(spelled(whole)) == whole
    found = parse(path_term(whole, value))
    assert isinstance(found, PathComparison)
    assert path_test(found)(values_at(document, found.path))


def test_containers_are_looked_for_by_their_presence() -> None:
    assert isinstance(parse(path_term(("properties", "products"), [])), Presence)
    assert path_term(("plan",), "pro") == "payload.plan:pro"


def test_a_term_is_added_to_all_of_a_filter() -> None:
    assert added("", "user:u") == "user:u"
    assert added("a b", "user:u", out=True) == "a b -user:u"
    assert added("a OR b", "user:u") == "(a OR b) user:u"
    assert not isinstance(parse(added("a OR b", "user:u")), Or)
