"""Expectations held against calls: counts, order, verdicts, and the nearest call when one is not met."""

from __future__ import annotations

import json
from typing import Any

from debugger import spec
from debugger.expectations import Call, Expectations, Outcome, parsed
from debugger.session.recording import name_of
from debugger.wire.message import message_from


def outcomes(text: str, *messages: dict[str, Any], failed: bool = False) -> tuple[Outcome, ...]:
    held = Expectations(parsed(text, "e.toml"))
    for number, fields in enumerate(messages, 1):
        message = message_from(json.dumps(fields).encode())
        findings = spec.inspect(message)
        name = name_of(message)
        held.see(Call.of(message, findings, number=number, name=name, failed=failed))
    return held.outcomes()


def track(event: str, *, user: str | None = "u", **properties: Any) -> dict[str, Any]:
    identity = {} if user is None else {"userId": user}
    return {"type": "track", "event": event, "properties": properties, **identity}


def told(outcome: Outcome) -> list[str]:
    return [outcome.sentence, *outcome.explanation()]


ORDER = '[[expect]]\nevent = "Order Completed"\ncount = 3\nproperties = { currency = "USD" }\n'


def test_expected_3_got_2_and_the_nearest_was_this() -> None:
    right = track("Order Completed", currency="USD")
    (outcome,) = outcomes(ORDER, right, track("Cart Viewed"), right, track("Order Completed"))
    assert not outcome.met
    assert told(outcome) == [
        'expected 3 "Order Completed" with properties.currency "USD", got 2 (#1, #3)',
        'nearest: #4 track "Order Completed"',
        '  /properties/currency: expected "USD", got nothing',
    ]


def test_the_nearest_is_the_one_with_the_fewest_differences_and_the_right_name() -> None:
    (outcome,) = outcomes(
        ORDER,
        track("order_completed", currency="USD"),
        track("Order Completed", currency="EUR"),
        track("Order Cancelled", currency="USD"),
        track("Order Completed", user=None, currency="EUR"),
    )
    assert [each.number for each in outcome.nearest] == [2, 4, 1]
    assert any("dropped (identity-missing)" in line for line in outcome.explanation())


def test_where_nothing_is_near_it_is_told_what_came() -> None:
    (outcome,) = outcomes(ORDER, track("Signed Up"), track("Signed Up"), {"type": "identify"})
    assert told(outcome)[1] == 'what came: track "Signed Up" (2), identify'
    (outcome,) = outcomes(ORDER)
    assert told(outcome)[1] == "what came: nothing at all"


def test_too_many_and_never_are_told_with_the_calls() -> None:
    twice, never = outcomes(
        '[[expect]]\nevent = "A B"\ncount = 1\n[[expect]]\nname = "No debug"\nevent = "C D"\nnever = true',
        *[track("A B"), track("C D"), track("A B")],
    )
    assert told(twice) == ['expected 1 "A B", got 2 (#1, #3)']
    assert twice.named_before == ""
    assert told(never) == ['expected no "C D", got 1 (#2)']
    assert never.named_before == "No debug: "


def test_only_what_segment_would_keep_counts_unless_the_file_says_otherwise() -> None:
    lost = track("A B", user=None)
    assert not outcomes('[[expect]]\nevent = "A B"', lost)[0].met
    assert outcomes('[[expect]]\nevent = "A B"\nverdict = "dropped"', lost)[0].met
    assert outcomes('[[expect]]\nevent = "A B"\nverdict = "any"', lost)[0].met
    (failed,) = outcomes('[[expect]]\nevent = "A B"', track("A B"), failed=True)
    assert "rejected (simulated fault)" in "".join(failed.explanation())


def test_after_and_sequence_hold_the_order() -> None:
    text = '[[expect]]\nevent = "B B"\nafter = "A A"\n[[sequence]]\nevents = ["A A", "B B", "C C"]'
    assert all(o.met for o in outcomes(text, track("A A"), track("X"), track("B B"), track("C C")))
    after, order = outcomes(text, track("B B"), track("A A"), track("C C"))
    assert told(after)[2] == '  expected "A A" before it, got none until then'
    assert told(order)[:3] == [
        'expected 3 in this order: "A A", then "B B", then "C C", got 1 (#2)',
        'nearest: #2 track "A A"',
        '  expected "B B" after it, got none',
    ]


def test_who_and_where_from_and_pages() -> None:
    text = (
        '[[expect]]\nevent = "Home"\ntype = "page"\nuser = "u-1"\nsource = "analytics-go"\n'
        'context = { locale = "de-DE" }\nfields = { "/context/app/name" = { present = true } }\n'
        '[[expect]]\nevent = { pattern = "^Ho" }'
    )
    context = {"locale": "de-DE", "app": {"name": "x"}, "library": {"name": "analytics-go"}}
    page = {"type": "page", "name": "Home", "userId": "u-1", "context": context}
    assert all(outcome.met for outcome in outcomes(text, page))
    one, pattern = outcomes(text, {**page, "userId": "u-2", "context": {}}, track("Home", user="x"))
    assert pattern.met
    assert len(one.nearest[0].differences) == 4
    assert any("expected the source analytics-go, got an unknown one" in e for e in told(one))


def test_many_near_calls_keep_memory_and_text_bounded() -> None:
    (outcome,) = outcomes(
        '[[expect]]\nevent = "A B"\ncount = 1\n[expect.properties]\n'
        + "".join(f"p{number} = 1\n" for number in range(40)),
        *[track("A B") for _ in range(50)],
    )
    assert len(outcome.nearest) == 3
    assert "  and 32 more" in told(outcome)
