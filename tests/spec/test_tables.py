"""The tables in `resources/spec/` are whole, and say of every field what the panels show."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from debugger.events import CallType
from debugger.payload import pointer
from debugger.spec import Field, common_fields, context_fields, reserved_properties
from debugger.spec.shapes import has_type
from debugger.spec.tables import pairs, words

TABLES = {
    "context": context_fields(),
    **{f"properties-{call}": reserved_properties(call) for call in CallType},
    **{f"common-{call}": common_fields(call) for call in CallType},
}


def every(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from every(field.fields)
        if field.items is not None:
            yield from every((field.items,))


@pytest.mark.parametrize("fields", TABLES.values(), ids=TABLES)
def test_every_field_is_told_in_one_sentence_with_an_example_of_its_type(
    fields: tuple[Field, ...],
) -> None:
    for field in every(fields):
        assert has_type(json.loads(field.example), field.types), field.pointer
        assert json.loads(field.example) is not None, field.pointer
        assert field.pointer.endswith(f"/{field.name or '-'}")
        assert field.platform in {"", "browser", "mobile", "server"}
        assert field.set_by in {"", "library", "Segment"}
        if field.name:
            assert field.description.endswith("."), field.pointer
            assert pointer.join("", field.name) == f"/{field.name}", "needs no escaping"


@pytest.mark.parametrize("fields", TABLES.values(), ids=TABLES)
def test_no_field_is_listed_twice(fields: tuple[Field, ...]) -> None:
    pointers = [field.pointer for field in every(fields)]
    assert len(pointers) == len(set(pointers))


def test_context_has_the_fields_that_the_spec_documents() -> None:
    assert {field.name for field in context_fields() if field.documented} == {
        "active", "app", "campaign", "channel", "device", "groupId", "ip", "library", "locale",
        "network", "os", "page", "referrer", "screen", "timezone", "traits", "userAgent",
        "userAgentData",
    }  # fmt: skip


def test_track_reserves_three_properties_and_identify_none() -> None:
    reserved = reserved_properties(CallType.TRACK)
    assert [(field.name, field.types) for field in reserved] == [
        ("revenue", ("number",)),
        ("currency", ("string",)),
        ("value", ("number",)),
    ]
    assert reserved_properties(CallType.IDENTIFY) == ()


@pytest.mark.parametrize(
    ("call", "required"),
    [
        (CallType.TRACK, {"type", "event"}),
        (CallType.GROUP, {"type", "groupId"}),
        (CallType.PAGE, {"type"}),
    ],
)
def test_the_common_fields_say_which_are_required(call: CallType, required: set[str]) -> None:
    assert {field.name for field in common_fields(call) if field.required} == required


def test_an_object_shows_the_examples_of_its_members() -> None:
    app = next(field for field in context_fields() if field.name == "app")
    assert json.loads(app.example) == {"name": "Harbour Walks", "version": "3.8.1", "build": "3810"}


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        ("event_names", "generic"),
        ("event_names", "placeholders"),
        ("event_names", "abbreviations"),
        ("language_tags", "languages"),
        ("language_tags", "regions"),
        ("client_libraries", "names"),
    ],
)
def test_a_word_list_has_words(table: str, heading: str) -> None:
    assert all(word.strip() for word in words(table, heading))


@pytest.mark.parametrize("table", ["currency_names", "timezone_names"])
def test_names_are_looked_up_folded(table: str) -> None:
    assert all(name == name.casefold() for name in pairs(table, "names"))
