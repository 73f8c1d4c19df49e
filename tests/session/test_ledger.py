"""The tries of each message are joined, as counting them by hand has it, however the session is followed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.events import Arrival, Recording, Transport
from debugger.session import ledger as ledgers
from debugger.session.deliveries import Outcome, Standing, Try, outcome_of
from debugger.session.ledger import MOST_TRIES, Ledger
from debugger.session.recording import record
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read
from tests.session.conftest import Post

Sent = tuple[str, str, str, str]
"""A write key, a messageId, how it was answered, and the library."""

ANSWERS = (
    *("", "", "500 simulated", "429 simulated", "400 simulated", "413 simulated"),
    *("200 simulated after 2 s", "400 simulated after 2 s", "connection dropped, simulated"),
)
CALL = {"type": "track", "event": "Walk Booked", "userId": "u"}


@pytest.fixture(scope="session")
def sent() -> Callable[..., Recording]:
    """A recording of a call, answered as a fault would have been."""

    def recording(
        message_id: str = "m",
        answer: str = "",
        key: str = "",
        library: str = "analytics.js",
        *,
        at: int = 1_000_000,
        transport: Transport = Transport.HTTP,
        **headers: str,
    ) -> Recording:
        call = CALL | {"messageId": message_id, "context": {"library": {"name": library}}}
        arrival = Arrival(
            received_at=at,
            transport=transport,
            method="POST",
            path=f"/v1/track?writeKey={key}",
            headers=tuple((name.replace("_", "-"), text) for name, text in headers.items()),
            body=json.dumps(call).encode(),
            client="127.0.0.1:50000",
        )
        intake = read(arrival)
        return record(replace(intake.request, answer=answer), intake.messages)

    return recording


def written(path: Path, recordings: Sequence[Recording]) -> Path:
    writer = SessionWriter.open(path)
    writer.append(recordings)
    writer.close(Ending.CLOSED)
    return path


def followed(ledger: Ledger, newest: int | None = None) -> list[float]:
    return list(ledger.follow(newest))


def test_a_copy_is_no_try_of_the_call_itself(
    tmp_path: Path, sent: Callable[..., Recording]
) -> None:
    copy = sent("m", key="wk", transport=Transport.MIRROR)
    path = written(tmp_path / "copies.tdsession", [sent("m", key="wk"), copy, sent("n"), copy])
    with closing(Ledger.open(path)) as ledger:
        followed(ledger)
        (twice,) = ledger.newest(9)  # the mirror sent it again, for want of an answer
        assert [each.number for each in ledger.tries(twice.delivery)] == [2, 4]
        assert twice.delivery.standing is Standing.TWICE


def test_the_tries_of_a_message_with_their_gaps_and_answers(
    writer: SessionWriter, sent: Callable[..., Recording]
) -> None:
    writer.append(
        [
            sent(answer="429 simulated"),
            sent("other"),
            sent(answer="connection dropped, simulated", at=2_000_000, x_retry_count="1"),
            sent(at=4_500_000, x_retry_count="2"),
        ]
    )
    with closing(Ledger.open(writer.path)) as ledger:
        assert followed(ledger) == [1.0]
        (shown,) = ledger.newest(10)
        assert shown.delivery.standing is Standing.RETRIED
        assert (shown.row.number, shown.row.name) == (1, "Walk Booked")
        assert [
            (each.number, each.received_at, each.answer, each.retry_count)
            for each in ledger.tries(shown.delivery)
        ] == [
            (1, 1_000_000, "429 simulated", ""),
            (3, 2_000_000, "connection dropped, simulated", "1"),
            (4, 4_500_000, "200", "2"),
        ]
        assert (ledger.counts().messages, ledger.counts().delivered) == (2, 1)


def test_what_segment_refuses_is_refused(writer: SessionWriter, post: Post) -> None:
    writer.append([post(b'{"type": "track", "messageId": "m", "userId": "u", "event": NaN}')])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        (shown,) = ledger.newest(10)
        assert shown.delivery.standing is Standing.REFUSED
        assert [each.answer for each in ledger.tries(shown.delivery)] == ["400"]


def test_sent_at_is_that_of_each_try(writer: SessionWriter, post: Post) -> None:
    for second in (1, 2):
        body = {"batch": [CALL | {"messageId": "m"}], "sentAt": f"2026-01-01T00:00:0{second}Z"}
        writer.append([post(body, "/v1/batch")])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        (shown,) = ledger.newest(10)
        assert shown.delivery.standing is Standing.TWICE
        assert [each.sent_at for each in ledger.tries(shown.delivery)] == [
            "2026-01-01T00:00:01Z",
            "2026-01-01T00:00:02Z",
        ]


def test_another_write_key_is_another_message_and_another_library_is_not(
    writer: SessionWriter, sent: Callable[..., Recording]
) -> None:
    writer.append([sent(key="one"), sent(key="two"), sent(key="one", library="other")])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        (shown,) = ledger.newest(10)
        assert (shown.delivery.tries, shown.delivery.last) == (2, 3)
        assert ledger.counts().messages == 2


def test_calls_without_an_id_are_counted_apart(writer: SessionWriter, post: Post) -> None:
    writer.append([post(CALL), post(CALL | {"messageId": ""}), post(b"{")])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        counts = ledger.counts()
        assert (counts.messages, counts.without_id, ledger.newest(10)) == (0, 3, [])


def test_more_tries_than_are_told_are_counted(
    writer: SessionWriter, sent: Callable[..., Recording]
) -> None:
    writer.append([sent(answer="500 simulated")] * (MOST_TRIES + 5))
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        (shown,) = ledger.newest(10)
        assert (shown.delivery.tries, shown.delivery.standing) == (MOST_TRIES + 5, Standing.LOST)
        assert len(ledger.tries(shown.delivery)) == MOST_TRIES


def test_pages_meet_and_standings_are_told_apart(
    writer: SessionWriter, sent: Callable[..., Recording]
) -> None:
    writer.append([sent(f"m-{number}", "500 simulated") for number in range(7)])
    writer.append([sent("m-0"), sent("m-1")])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        newest = [shown.delivery.message_id for shown in ledger.newest(3)]
        assert newest == ["m-1", "m-0", "m-6"]
        lost = [shown.delivery.message_id for shown in ledger.newest(9, [Standing.LOST])]
        assert lost == ["m-6", "m-5", "m-4", "m-3", "m-2"]
        first = ledger.after(0, 4)
        rest = ledger.after(first[-1].delivery.last, 9)
        every = [shown.delivery.message_id for shown in (*first, *rest)]
        assert every == ["m-2", "m-3", "m-4", "m-5", "m-6", "m-0", "m-1"]


SESSIONS = st.lists(
    st.tuples(
        st.sampled_from(["", "one", "two"]),
        st.sampled_from(["", "a", "b", "c", "d"]),
        st.sampled_from(ANSWERS),
        st.sampled_from(["analytics.js", "analytics-python"]),
    ),
    min_size=1,
    max_size=14,
)


def by_hand(calls: Sequence[Sent]) -> dict[tuple[str, str], list[Outcome]]:
    found: dict[tuple[str, str], list[Outcome]] = {}
    for key, message_id, answer, _ in calls:
        if message_id:
            outcome = (
                Outcome.REFUSED
                if answer.startswith(("400", "413"))
                else Outcome.ACCEPTED
                if not answer or answer.startswith("200")
                else Outcome.FAILED
            )
            found.setdefault((key, message_id), []).append(outcome)
    return found


def standing(outcomes: Sequence[Outcome]) -> Standing:
    accepted = outcomes.count(Outcome.ACCEPTED)
    if accepted > 1:
        return Standing.TWICE
    if accepted:
        return Standing.RETRIED if len(outcomes) > 1 else Standing.DELIVERED
    return Standing.REFUSED if Outcome.REFUSED in outcomes else Standing.LOST


@settings(max_examples=40)
@given(SESSIONS, st.data())
def test_it_is_as_counting_by_hand_has_it(
    tmp_path_factory: pytest.TempPathFactory,
    sent: Callable[..., Recording],
    calls: list[Sent],
    data: st.DataObject,
) -> None:
    path = written(
        tmp_path_factory.mktemp("ledger") / "one.tdsession",
        [sent(message_id, answer, key, library) for key, message_id, answer, library in calls],
    )
    cut = data.draw(st.integers(0, len(calls)))
    at_once = data.draw(st.integers(1, len(calls)))
    expected = by_hand(calls)
    with pytest.MonkeyPatch.context() as patched, closing(Ledger.open(path)) as ledger:
        patched.setattr(ledgers, "_EVENTS_AT_ONCE", at_once)
        followed(ledger, cut)
        followed(ledger)
        counts = ledger.counts()
        assert counts.messages == len(expected)
        assert counts.without_id == sum(not message_id for _, message_id, _, _ in calls)
        stand = Counter(standing(outcomes) for outcomes in expected.values())
        assert {each: counts.of(each) for each in Standing} == {
            each: stand[each] for each in Standing
        }
        told = [
            (shown.delivery.message_id, [each.outcome for each in ledger.tries(shown.delivery)])
            for shown in ledger.newest(99)
        ]
    troubled = [
        (message_id, outcomes)
        for (_, message_id), outcomes in expected.items()
        if standing(outcomes) is not Standing.DELIVERED
    ]
    assert sorted(told) == sorted(troubled)


def test_a_try_is_told_by_one_rule_in_sql_and_in_python(
    writer: SessionWriter, sent: Callable[..., Recording]
) -> None:
    for place, answer in enumerate(ANSWERS):
        writer.append([sent(f"m-{place}", answer), sent(f"m-{place}", answer)])
    with closing(Ledger.open(writer.path)) as ledger:
        followed(ledger)
        for shown in ledger.newest(99):
            tries: list[Try] = ledger.tries(shown.delivery)
            outcomes = [each.outcome for each in tries]
            assert outcomes == [outcome_of(tries[0].answer, shown.row.verdict)] * 2
            assert shown.delivery.accepted == outcomes.count(Outcome.ACCEPTED)
            assert shown.delivery.refused == outcomes.count(Outcome.REFUSED)
