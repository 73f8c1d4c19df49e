"""The rules of the sequence: what they say, what they leave alone, and that they remember what was stored only."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.findings import Finding, Severity, Verdict, verdict_of
from debugger.spec import SuccessionInspector, inspect, rules, together, trace_of
from debugger.spec.rules import message_id_repeated
from debugger.wire.message import message_from

START = 1_791_105_165_633_000
SECOND = 1_000_000

Call = dict[str, object]


def booked(**members: object) -> Call:
    return {"type": "track", "userId": "walker-5120", "event": "Walk Booked"} | members


class Session:
    """Calls judged as they come, a second apart unless said otherwise."""

    def __init__(self) -> None:
        self.succession = SuccessionInspector()
        self.number = 0

    def send(
        self,
        call: Call,
        *,
        seconds: float | None = None,
        request: int | None = None,
        mirrored: bool = False,
    ) -> tuple[Finding, ...]:
        self.number += 1
        at = START + round((self.number if seconds is None else seconds) * SECOND)
        message = message_from(json.dumps(call).encode(), received_at=at, mirrored=mirrored)
        trace = trace_of(message, verdict_of(inspect(message)))
        assert trace is not None
        return self.succession.inspect(
            trace, number=self.number, request=self.number if request is None else request
        )

    def all(self, calls: Iterable[Call]) -> list[tuple[str, int]]:
        """Rule and the call that it speaks of, of every finding."""
        return [(each.rule, each.related) for call in calls for each in self.send(call)]


@pytest.fixture
def session() -> Session:
    return Session()


RETRIED = booked(messageId="m", timestamp="2026-10-04T09:12:45.633Z")


def test_a_retry_is_advice_and_names_the_call(session: Session) -> None:
    assert session.send(RETRIED | {"sentAt": "2026-10-04T09:12:46.633Z"}) == ()
    (retry,) = session.send(RETRIED | {"sentAt": "2026-10-04T09:12:47.633Z"})
    assert (retry.severity, retry.verdict, retry.related) == (Severity.ADVICE, Verdict.DROPPED, 1)
    assert retry.message == "A retry: this is call 1 again, 1.0 seconds later."
    (again,) = session.send(RETRIED)
    assert again.message == "A retry: this is call 1 again, 2.0 seconds later."


@pytest.mark.parametrize(
    ("changed", "seconds", "request_number", "words"),
    [
        ({}, 1.5, 1, "Sent twice: this is call 1 again in the same request."),
        ({}, 3601, 2, "Sent twice: this is call 1 again, 1 hour later."),
        (
            {"timestamp": "2026-10-04T09:12:46.633Z"},
            2.0,
            2,
            "Sent twice: this is call 1 again, 1.0 seconds later.",
        ),
    ],
)
def test_sent_twice_is_a_warning(
    session: Session, changed: Call, seconds: float, request_number: int, words: str
) -> None:
    session.send(RETRIED)
    (twice,) = session.send(RETRIED | changed, seconds=seconds, request=request_number)
    assert (twice.message, twice.severity) == (words, Severity.WARNING)
    assert twice.verdict is Verdict.DROPPED


def test_another_message_under_the_same_id_is_an_error(session: Session) -> None:
    session.send(RETRIED)
    (clash,) = session.send(RETRIED | {"properties": {"seats": 3}})
    assert clash.message == 'The messageId "m" was that of another message, call 1.'
    assert (clash.severity, clash.verdict) == (Severity.ERROR, Verdict.DROPPED)


def test_what_segment_has_not_kept_makes_no_later_one_drop(session: Session) -> None:
    session.send({"type": "track", "userId": "u", "messageId": "m"})
    (clash,) = session.send(booked(messageId="m"))
    assert (clash.severity, clash.verdict) == (Severity.WARNING, Verdict.KEPT)


def test_without_times_a_repetition_is_told_as_sent_twice() -> None:
    succession = SuccessionInspector()
    message = message_from(json.dumps(booked(messageId="m")).encode())
    trace = trace_of(message, Verdict.KEPT)
    assert trace is not None
    assert succession.inspect(trace, number=1, request=1) == ()
    (twice,) = succession.inspect(trace, number=2, request=2)
    assert twice.message == "Sent twice: this is call 1 again."


def test_an_id_is_known_among_as_many_as_are_promised() -> None:
    session = Session()
    session.send(RETRIED)
    for number in range(message_id_repeated.MOST // 2 - 1):
        session.succession.keep()
        session.send(booked(messageId=f"m-{number}"))
    (retry,) = session.send(RETRIED, seconds=2)
    assert retry.related == 1


def test_a_call_fired_twice(session: Session) -> None:
    one = booked(messageId="a", properties={"seats": 2})
    assert session.send(one, seconds=1.00) == ()
    (twice,) = session.send(one | {"messageId": "b"}, seconds=1.02)
    assert (twice.rule, twice.pointer, twice.related) == ("call-repeated", "/event", 1)
    assert (
        twice.message == "The same call as call 1, 20 milliseconds apart, with another messageId."
    )
    assert session.send(one | {"messageId": "c"}, seconds=2.0) == ()
    assert session.send(one | {"messageId": "d", "userId": "walker-77"}, seconds=2.1) == ()


def test_a_batch_is_judged_by_when_its_calls_were_made(session: Session) -> None:
    made = ["2026-10-04T09:12:10.120Z", "2026-10-04T09:12:40.120Z", "2026-10-04T09:12:40.320Z"]
    found = [
        session.send(booked(messageId=f"m{place}", timestamp=when), seconds=1, request=1)
        for place, when in enumerate(made)
    ]
    assert [len(each) for each in found] == [0, 0, 1]


def test_an_identify_repeated_at_once_does_no_harm(session: Session) -> None:
    call: Call = {"type": "identify", "userId": "u", "traits": {"plan": "club"}}
    assert session.send(call, seconds=1) == session.send(call, seconds=1.1) == ()


def test_a_user_changes_without_a_reset(session: Session) -> None:
    calls: list[Call] = [
        booked(userId=None, anonymousId="a"),
        booked(anonymousId="a"),
        booked(anonymousId="a", userId="walker-77"),
        booked(anonymousId="a", userId="walker-77"),
        booked(anonymousId="b", userId="walker-9"),
        {"type": "alias", "anonymousId": "a", "previousId": "walker-77", "userId": "walker-78"},
        booked(anonymousId="a", userId="walker-78"),
    ]
    assert session.all(calls) == [("user-id-changed", 2)]


def test_an_address_in_a_user_id_is_not_repeated(session: Session) -> None:
    session.send(booked(anonymousId="a", userId="ann@harbourwalks.example"))
    (changed,) = session.send(booked(anonymousId="a", userId="bob@harbourwalks.example"))
    assert "harbourwalks" not in changed.message
    assert changed.message == "The userId follows another, of call 1, under the same anonymousId."


def test_calls_before_the_first_identify_are_counted_once(session: Session) -> None:
    identify: Call = {"type": "identify", "userId": "walker-5120"}
    page: Call = {"type": "page", "userId": "walker-5120", "name": "Harbour"}
    assert session.all([page, booked(), booked(), identify, booked(), identify]) == [
        ("identify-late", 2)
    ]


def test_calls_kept_while_offline_are_told_of_once_a_burst(session: Session) -> None:
    kept: Call = {
        "type": "track",
        "anonymousId": "a",
        "context": {"library": {"name": "analytics.js", "version": "2.11.1"}},
    }
    names = ["Walk Seen", "Walk Booked", "Walk Paid", "Walk Rated"]

    def burst(at: int) -> list[tuple[str, int]]:
        return [
            (each.rule, each.related)
            for place, name in enumerate(names)
            for each in session.send(
                kept | {"event": name, "timestamp": f"2026-10-04T08:0{place}:{at % 60:02}.120Z"},
                seconds=at + place,
            )
        ]

    assert burst(0) == [("offline-burst", 1)]
    assert burst(20) == []
    assert burst(615) == [("offline-burst", 9)]


def test_copies_that_waited_for_us_say_nothing_of_the_app(session: Session) -> None:
    kept = booked(
        anonymousId="a",
        timestamp="2026-10-04T08:00:00.120Z",
        context={"library": {"name": "analytics.js", "version": "2.11.1"}},
    )
    for name in ("Walk Seen", "Walk Booked", "Walk Paid", "Walk Rated"):
        assert session.send(kept | {"event": name}, mirrored=True) == ()


def test_a_call_and_its_copy_are_one(session: Session) -> None:
    assert session.send(RETRIED) == ()
    assert session.send(RETRIED, mirrored=True) == ()
    (again,) = session.send(RETRIED, mirrored=True)
    assert (again.rule, again.related) == ("message-id-repeated", 2)


def test_a_server_that_sends_what_happened_long_ago_was_not_offline(session: Session) -> None:
    server = booked(context={"library": {"name": "analytics-python"}})
    made = [f"2026-10-04T08:0{number}:00.120Z" for number in range(5)]
    assert session.all([server | {"timestamp": each} for each in made]) == []


def test_an_event_written_two_ways_names_the_first(session: Session) -> None:
    calls = [booked(), booked(event="walk_booked"), booked(event="Booked Walk"), booked()]
    assert session.all(calls) == [("event-written-two-ways", 1)]


def test_segments_own_events_are_known_in_both_orders(session: Session) -> None:
    calls = [booked(event="Order Completed"), booked(event="completedOrder")]
    assert session.all(calls) == [("event-written-two-ways", 1)]


def test_what_was_taken_back_was_never_sent(session: Session) -> None:
    session.send(booked(anonymousId="a"))
    session.succession.keep()
    session.send(RETRIED)
    session.send(booked(anonymousId="a", userId="walker-77"))
    session.succession.take_back()
    assert session.send(RETRIED) == ()
    assert session.send(booked(anonymousId="a")) == ()


def test_a_rule_that_crashes_costs_only_its_own_finding(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(message_id_repeated, "_fault", crash)
    session.send(RETRIED, seconds=1)
    found = session.send(RETRIED | {"event": "walk booked"}, seconds=2)
    assert [each.rule for each in found] == ["event-written-two-ways", "rule-failed"]


def test_findings_stand_in_the_order_of_the_payload() -> None:
    own = inspect(message_from(b'{"userId": 5, "type": "track", "event": "TMDropd"}'))
    (later,) = (
        Finding(rule="r", severity=Severity.ADVICE, pointer=place, message="m", remedy="")
        for place in ("/type",)
    )
    both = together(own, [later], ("userId", "type", "event"))
    assert [each.pointer for each in both] == ["/userId", "/type", "/event"]


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANYTHING = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
)
NAMES = st.sampled_from(
    [
        "type", "event", "name", "userId", "anonymousId", "previousId", "messageId", "timestamp",
        "originalTimestamp", "sentAt", "receivedAt", "properties", "traits", "context", "groupId",
    ]
)  # fmt: skip


@given(st.lists(st.dictionaries(NAMES, ANYTHING, max_size=8), max_size=8))
def test_no_message_makes_a_rule_fail(calls: list[Call]) -> None:
    session = Session()
    for call in calls:
        assert all(each.rule != "rule-failed" for each in session.send(call))


def test_the_rules_of_the_sequence_are_these() -> None:
    assert [rule.id for rule in rules() if rule.watch is not None] == [
        "call-repeated",
        "event-written-two-ways",
        "identify-late",
        "message-id-repeated",
        "offline-burst",
        "user-id-changed",
    ]
