"""The events of the specs are all there, and are recognised as Segment's integrations recognise them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from debugger.spec import recognised, semantic_events
from debugger.spec.semantic_events import misspelt
from debugger.spec.tables import Field


def count(fields: Sequence[Field]) -> int:
    return sum(
        1 + count(each.fields) + count(each.items.fields if each.items else ()) for each in fields
    )


def test_there_are_95_events_with_779_fields() -> None:
    events = semantic_events()
    assert len({event.name for event in events}) == 95
    objects = 4  # `campaign` in four events: the specs list its members only
    assert sum(count(event.properties) + len(event.context) for event in events) - objects == 779


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Order Completed", "Order Completed"),
        ("order_completed", "Order Completed"),
        ("OrderCompleted", "Order Completed"),
        ("completed order", "Order Completed"),
        ("Completed Order", "Completed Order"),
        ("viewed_product", "Product Viewed"),
        ("Viewed Promotion", "Promotion Viewed"),
        ("User Signed Up", "Signed Up"),
        ("unsubscribed", "Unsubscribed"),
    ],
)
def test_an_event_is_recognised(written: str, name: str) -> None:
    event = recognised(written)
    assert event is not None
    assert event.name == name


@pytest.mark.parametrize(
    "own", ["Walk Booked", "Order", "", "Viewed Product Page", "order-completed!", "x" * 100_000]
)
def test_an_event_of_ones_own_is_not(own: str) -> None:
    assert recognised(own) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Order Complted", "Order Completed"),
        ("prodcut_viewed", "Product Viewed"),
        ("Prodcut Viewed", "Product Viewed"),
        ("Card Viewed", None),
        ("Products Viewed", None),
        ("Chart Shared", None),
        ("Order Completed", None),
    ],
)
def test_a_misspelt_word_is_found_where_it_is_long_enough(written: str, name: str | None) -> None:
    event = misspelt(written)
    assert (event.name if event else None) == name
