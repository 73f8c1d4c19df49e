"""Whatever arrives is judged without an exception, in the order of the payload, by every rule that can."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.events import CallType, Message, Oddity
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec import Fault, Rule, context_fields, inspect, rule
from debugger.spec.inspect import MOST_OF_ONE_RULE, judge
from debugger.spec.rule import Check
from debugger.wire.message import message_from

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(
        ["", " ", "19.99", "$1,299.00", "usd", "en_US", "PST", "GMT+2", "[::1]:80", "click"]
    ),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["brand", "name", "id"]), children)
    ),
    max_leaves=8,
)
RESERVED = [
    "/type", "/event", "/userId", "/anonymousId", "/properties", "/traits", "/context", "/action",
    "/properties/revenue", "/properties/currency", "/properties/value", "/context/library/name",
    *(field.pointer for parent in context_fields() for field in (parent, *parent.fields)),
]  # fmt: skip


def placed(values: dict[str, object]) -> dict[str, object]:
    """A track call with each value at its pointer, where what is above it is an object."""
    fields: dict[str, object] = {"type": "track", "userId": "u", "event": "Walk Booked"}
    for place, value in values.items():
        container: object = fields
        *above, last = pointer.split(place)
        for token in above:
            container = container.setdefault(token, {}) if isinstance(container, dict) else None
        if isinstance(container, dict):
            container[last] = value
    return fields


def resolve(fields: object, place: str) -> object:
    """What stands at `place`; raises LookupError when nothing does."""
    for token in pointer.split(place):
        if isinstance(fields, list):
            fields = fields[int(token)]
        elif isinstance(fields, dict):
            fields = fields[token]
        else:
            raise LookupError(place)  # noqa: TRY004  a place that is not there, not a wrong argument
    return fields


@given(
    values=st.dictionaries(st.sampled_from(RESERVED), JSON, max_size=6),
    route_type=st.none() | st.sampled_from(CallType),
    call_type=st.sampled_from([*CallType, None]),
)
def test_any_value_in_a_reserved_place_is_judged_and_found_where_it_is(
    values: dict[str, object], route_type: CallType | None, call_type: CallType | None
) -> None:
    fields = placed(values)
    if call_type is not None:
        fields["type"] = call_type.value
    payload = json.dumps(fields).encode()
    findings = inspect(Message(payload=payload, fields=fields, route_type=route_type))
    for finding in findings:
        assert finding.rule != "rule-failed", finding.message
        assert rule(finding.rule) is not None
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        (finding.message + finding.remedy).encode()
        if finding.missing:
            parent = resolve(fields, pointer.parent(finding.pointer))
            assert isinstance(parent, dict)
            assert pointer.split(finding.pointer)[-1] not in parent
        else:
            resolve(fields, finding.pointer)


@given(payload=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_judged(payload: bytes) -> None:
    assert all(finding.rule != "rule-failed" for finding in inspect(message_from(payload)))


def test_findings_stand_in_the_order_of_the_payload() -> None:
    message = message_from(
        b'{"context": {"timezone": "PST", "locale": "en_US", "os": {"version": 15}},'
        b' "properties": {"value": "1", "revenue": "2"}, "type": "track"}'
    )
    assert [finding.pointer for finding in inspect(message)] == [
        "/context/timezone",
        "/context/locale",
        "/context/os/version",
        "/properties/value",
        "/properties/revenue",
        "/event",
        "/userId",
    ]


def test_of_two_findings_at_one_place_the_worse_comes_first() -> None:
    severities = (Severity.ADVICE, Severity.ERROR, Severity.WARNING)
    findings = judge(a_message(), [a_rule(severity=severity) for severity in severities])
    assert [finding.severity for finding in findings] == sorted(severities, reverse=True)


def test_elements_of_an_array_are_in_order_of_their_number() -> None:
    places = [f"/properties/{number}" for number in (10, 9, 2)]
    message = Message(payload=b"", fields={"properties": list(range(11))})
    findings = judge(message, [a_rule(lambda _message: map(a_fault, places))])
    assert [finding.pointer for finding in findings] == places[::-1]


def test_a_rule_that_fails_becomes_a_finding_and_keeps_no_other_rule_from_judging() -> None:
    def fails_after_one(_message: Message) -> Iterator[Fault]:
        yield a_fault("/event")
        raise ZeroDivisionError("division by\x1b zero")

    findings = judge(
        a_message(), [a_rule(fails_after_one, rule_id="crooked"), a_rule(rule_id="straight")]
    )
    assert [finding.rule for finding in findings] == ["rule-failed", "crooked", "straight"]
    failed = findings[0]
    assert failed.severity is Severity.WARNING
    assert failed.pointer == pointer.ROOT
    assert failed.message == (
        r"The rule crooked could not judge this message (ZeroDivisionError: division by\x1b zero)."
    )


def test_a_rule_that_finds_without_end_is_cut_and_says_how_many_there_are() -> None:
    places = [f"/properties/{number}" for number in range(5_000)]
    message = Message(payload=b"", fields={"properties": list(range(5_000))})
    findings = judge(message, [a_rule(lambda _message: map(a_fault, places))])
    assert len(findings) == MOST_OF_ONE_RULE
    assert findings[-1].message == "Found. There are 4,900 more like it."


def test_many_findings_in_a_large_object_are_put_in_order_quickly() -> None:
    fields = {str(number): float("nan") for number in range(20_000)}
    oddities = tuple(
        Oddity(kind="nonstandard-number", pointer=f"/{name}", text="NaN") for name in fields
    )
    message = Message(payload=b"{}", fields=fields, oddities=oddities)
    findings = [finding for finding in inspect(message) if finding.rule == "nonstandard-number"]
    assert [finding.pointer for finding in findings] == [f"/{n}" for n in range(MOST_OF_ONE_RULE)]


@pytest.mark.parametrize(
    ("kept", "verdict", "code"),
    [(None, Verdict.DROPPED, "spoilt"), (Verdict.KEPT, Verdict.KEPT, "")],
)
def test_a_fault_may_be_milder_than_its_rule_and_then_has_no_discard_code(
    kept: Verdict | None, verdict: Verdict, code: str
) -> None:
    fault = Fault(pointer="/event", message="Found.", remedy="Mend it.", verdict=kept)
    (finding,) = judge(a_message(), [a_rule(lambda _message: [fault])])
    assert (finding.verdict, finding.code) == (verdict, code)


def test_what_a_message_inherits_from_its_batch_is_judged_as_if_it_were_its_own() -> None:
    message = Message(
        payload=b'{"type": "track", "userId": "u", "event": "Walk Booked"}',
        fields={
            "type": "track", "userId": "u", "event": "Walk Booked", "context": {"channel": "web"}
        },
        inherited=frozenset({"context"}),
        position=0,
    )  # fmt: skip
    assert [finding.pointer for finding in inspect(message)] == ["/context/channel"]


def a_message() -> Message:
    return Message(payload=b'{"event": "Walk Booked"}', fields={"event": "Walk Booked"})


def a_fault(place: str) -> Fault:
    return Fault(pointer=place, message="Found.", remedy="Mend it.")


def a_rule(
    check: Check = lambda _message: [a_fault("/event")],
    *,
    rule_id: str = "found",
    severity: Severity = Severity.ERROR,
) -> Rule:
    return Rule(
        id=rule_id,
        severity=severity,
        title="Something",
        why="It matters.",
        remedy="Mend it.",
        reference="https://segment.com/docs/connections/spec/",
        check=check,
        verdict=Verdict.DROPPED,
        code="spoilt",
    )
