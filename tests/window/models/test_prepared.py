"""What the inspectors say of an event's fields."""

from __future__ import annotations

import json

from debugger.findings import Severity
from debugger.window.models.field_rows import FieldRow, Standing
from debugger.window.models.prepared import Prepared, prepare
from tests.window.panels.stored import BROKEN, CLEAN, Store


def by_name(rows: tuple[FieldRow, ...]) -> dict[str, FieldRow]:
    return {row.name: row for row in rows}


def prepared(
    store: Store, body: bytes | dict[str, object], path: str = "/v1/track", at: int = 0
) -> Prepared:
    return prepare(store(body, path)[at])


def test_a_reserved_property_says_what_was_expected_and_what_came(store: Store) -> None:
    rows = by_name(prepared(store, BROKEN).property_fields)
    revenue = rows["revenue"]
    assert (revenue.expected, revenue.received) == ("number", '"19.99"')
    assert revenue.verdict == "string, expected number"
    assert revenue.severity is Severity.ERROR
    assert rows["value"].standing is Standing.ABSENT
    assert rows["order_id"].standing is Standing.YOURS
    assert rows["products"].received == "array, 2 items"


def test_every_documented_field_of_the_context_is_listed_present_or_not(store: Store) -> None:
    rows = by_name(prepared(store, BROKEN).context_fields)
    assert {
        "active",
        "app",
        "campaign",
        "device",
        "ip",
        "library",
        "locale",
        "network",
        "os",
        "page",
    } <= set(rows)
    assert rows["active"].verdict == "string, expected boolean"
    assert rows["library"].verdict == "as documented"
    assert by_name(rows["library"].members)["name"].received == '"analytics.js"'
    assert rows["campaign"].verdict == "not sent"
    assert {"name", "source", "medium"} <= set(by_name(rows["campaign"].members))


def test_a_key_that_the_spec_does_not_know_is_allowed(store: Store) -> None:
    message = {**CLEAN, "context": {"cat": "tom", "app": {"colour": "red"}}}
    rows = by_name(prepared(store, message).context_fields)
    assert rows["cat"].verdict == "not in the spec (allowed)"
    assert by_name(rows["app"].members)["colour"].standing is Standing.UNKNOWN


def test_a_missing_event_name_is_said_to_be_required(store: Store) -> None:
    rows = by_name(prepared(store, BROKEN).event_fields)
    assert rows["event"].verdict == "missing (required)"
    assert rows["userId"].standing is Standing.DOCUMENTED


def test_what_the_envelope_says_is_inherited_and_said_to_be(store: Store) -> None:
    body = json.dumps(
        {"batch": [CLEAN], "context": {"channel": "server"}, "sentAt": "2026-11-23T12:00:00Z"}
    )
    shown = prepared(store, body.encode(), "/v1/batch")
    assert by_name(shown.context_fields)["channel"].standing is Standing.INHERITED
    assert by_name(shown.event_fields)["sentAt"].verdict == "from the batch's envelope"


def test_values_keep_their_spelling(store: Store) -> None:
    body = b'{"type":"track","event":"x","userId":"u","properties":{"revenue":1.00,"big":12345678901234567890123}}'
    rows = by_name(prepared(store, body).property_fields)
    assert rows["revenue"].received == "1.00"
    assert rows["big"].received == "12345678901234567890123"


def test_traits_take_the_place_of_properties(store: Store) -> None:
    message: dict[str, object] = {"type": "identify", "userId": "u", "traits": {"plan": "pro"}}
    shown = prepared(store, message, "/v1/identify")
    assert [row.name for row in shown.property_fields] == ["Traits", "plan"]


def test_a_hundred_thousand_properties_list_the_first_and_count_the_rest(store: Store) -> None:
    message = {**CLEAN, "properties": {f"key {number}": number for number in range(100_000)}}
    rows = prepared(store, message).property_fields
    assert len(rows) < 600
    assert rows[-1].name == "and 99,500 more, in the payload"


def test_what_is_no_message_has_no_fields(store: Store) -> None:
    shown = prepared(store, b"not json")
    assert shown.event_fields == shown.property_fields == shown.context_fields == ()
    assert shown.message.problem is not None


def test_a_row_is_a_sentence(store: Store) -> None:
    revenue = by_name(prepared(store, BROKEN).property_fields)["revenue"]
    assert (
        revenue.sentence
        == 'revenue, expected number, received "19.99": string, expected number, error'
    )
