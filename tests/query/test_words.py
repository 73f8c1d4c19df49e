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
        ("a OR -b", "“a” stands anywhere or not “b” stands anywhere"),
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
