"""Two sessions compared: events, counts, properties, types and findings that are not as they were."""

from __future__ import annotations

from typing import Any

from debugger.comparing.sessions import Aspect, Change, changes
from debugger.findings import Finding, Severity
from debugger.schema.profile import Profile

ORDER = "Order Completed"
Call = tuple[str, dict[str, Any]]


def profile(*calls: Call, rules: tuple[str, ...] = (), silenced: bool = False) -> Profile:
    found = tuple(
        Finding(
            rule=rule,
            severity=Severity.ERROR,
            pointer="",
            message="",
            remedy="",
            silenced=silenced,
        )
        for rule in rules
    )
    made = Profile()
    for name, properties in calls:
        made.see(("track", name), {"properties": properties}, found)
    return made


def told(before: Profile, after: Profile) -> list[str]:
    return [
        f"{each.aspect} {each.sign} {each.pointer or each.rule or each.key[1]}: {each.sentence}"
        for each in changes(before, after)
    ]


def test_events_only_here_or_there_and_another_spelling() -> None:
    assert told(
        profile(("Cart Viewed", {}), ("A", {})), profile(("cart_viewed", {}), ("A", {}))
    ) == [
        'events - Cart Viewed: 1 call → none (the other session has track "cart_viewed")',
        'events + cart_viewed: none → 1 call (the other session has track "Cart Viewed")',
    ]


def test_properties_gone_new_and_no_longer_in_every_call() -> None:
    before = profile((ORDER, {"a": 1, "gone": 1, "now and then": 1}), (ORDER, {"a": 1}))
    after = profile((ORDER, {"a": 1, "new": {"inside": 1}}), (ORDER, {"now and then": 1}))
    assert told(before, after) == [
        "properties ~ /properties/a: in 2 of 2 calls → in 1 of 2 calls",
        "properties - /properties/gone: in 1 of 2 calls → in none",
        "properties + /properties/new: in none → in 1 of 2 calls",
    ]


def test_elements_of_arrays_are_one_place_and_an_empty_array_is_no_change() -> None:
    before = profile((ORDER, {"products": [{"sku": "a", "price": 1}, {"sku": "b", "price": 1}]}))
    after = profile(
        (ORDER, {"products": [{"sku": 1, "price": 1}, {"sku": "b"}]}), (ORDER, {"products": []})
    )
    assert [each for each in told(before, after) if not each.startswith("counts")] == [
        "types ~ /properties/products/*/sku: string in 1 call → number in 1 call, string in 1 call",
    ]


def test_a_new_type_is_a_change_and_one_less_is_none() -> None:
    mixed = profile((ORDER, {"a": 1}), (ORDER, {"a": "1"}))
    plain = profile((ORDER, {"a": 1}), (ORDER, {"a": 2.5}))
    assert [each.aspect for each in changes(plain, mixed)] == [Aspect.TYPES]
    assert list(changes(mixed, plain)) == []


def test_findings_new_and_mended_but_not_silenced() -> None:
    found = profile((ORDER, {}), rules=("some-rule",))
    clean = profile((ORDER, {}))
    silenced = profile((ORDER, {}), rules=("some-rule",), silenced=True)
    assert told(clean, found) == ["findings + error some-rule: none → 1 call"]
    assert told(found, silenced) == ["mended - error some-rule: 1 call → none"]


def test_counts() -> None:
    (change,) = changes(profile((ORDER, {})), profile((ORDER, {}), (ORDER, {})))
    assert (change.aspect, change.sentence) == (Aspect.COUNTS, "1 → 2")
    assert isinstance(change, Change)


def test_what_is_made_from_data_stays_bounded() -> None:
    made = profile(*[(f"Event {n}", {}) for n in range(10_100)])
    assert (len(made.kinds), made.left_out) == (10_000, 100)
    many = profile((ORDER, {str(n): n for n in range(3_000)}))
    assert len(many.kinds["track", ORDER].places) == 2_000
