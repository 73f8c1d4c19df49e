"""A message from its bytes, as requests and files both make it."""

from __future__ import annotations

import pytest

from debugger.events import CallType, Source
from debugger.wire.message import message_from


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"1", "a number is not a message: an object is"),
        (b"1.5", "a number is not a message: an object is"),
        (b"[]", "an array is not a message: an object is"),
        (b"true", "true or false is not a message: an object is"),
        (b"null", "null is not a message: an object is"),
        (b'"x"', "a string is not a message: an object is"),
    ],
)
def test_what_is_no_object_says_what_it_is(payload: bytes, said: str) -> None:
    message = message_from(payload, inherited_fields={"writeKey": "wk"})

    assert message.problem is not None
    assert message.problem.message == said
    assert message.fields == {}
    assert message.inherited == frozenset()


def test_own_fields_go_before_inherited_ones_and_keep_their_order() -> None:
    message = message_from(
        b'{"b": 1, "context": {"x": 1}}',
        inherited_fields={"context": {"x": 2, "y": 2}, "b": 2, "a": 2},
    )

    assert list(message.fields.items()) == [("b", 1), ("context", {"x": 1, "y": 2}), ("a", 2)]
    assert message.inherited == {"a"}


def test_the_type_is_its_own_or_else_the_routes() -> None:
    assert message_from(b"{}", route_type=CallType.PAGE).type == "page"
    assert message_from(b'{"type": "other"}', route_type=CallType.PAGE).type == "other"


def test_what_the_request_says_of_the_sender_holds_where_the_message_is_silent() -> None:
    request = Source(write_key="", library="curl", version="8")
    message = message_from(b'{"writeKey": "own"}', source=request)

    assert message.source == Source(write_key="own", library="curl", version="8")
