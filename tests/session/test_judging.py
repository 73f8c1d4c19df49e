"""A session is judged in the order of its events, by what the project makes of the rules; and again, the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from debugger.errors import SessionError
from debugger.events import Arrival, Transport
from debugger.findings import Severity, Verdict
from debugger.policy import NO_POLICY, Adjustment, Policy, Setting
from debugger.session.judging import SessionJudge
from debugger.session.reader import SessionReader
from debugger.session.recording import record, traces_of
from debugger.session.reinspection import AT_ONCE, Step, reinspect
from debugger.session.rows import Counts
from debugger.session.writer import Ending, SessionWriter
from debugger.wire.intake import read

BOOKED = {"type": "track", "userId": "u", "event": "Walk Booked", "messageId": "m"}
NAMELESS = {"type": "track", "userId": "u"}
SILENT = Policy((Adjustment(rule="event-missing", setting=Setting.SILENT),))


class Recording:
    """A session that is recorded, with one judge from its first event to its last."""

    def __init__(self, path: Path, policy: Policy = NO_POLICY) -> None:
        self.judge = SessionJudge(policy)
        self.writer = SessionWriter.open(path)
        self.received_at = 1_800_000_000_000_000

    def post(self, body: object) -> None:
        self.received_at += 1_000_000
        arrival = Arrival(
            received_at=self.received_at,
            transport=Transport.HTTP,
            method="POST",
            path="/v1/batch" if isinstance(body, list) else "/v1/track",
            headers=(),
            body=json.dumps(body).encode(),
            client="127.0.0.1:50000",
        )
        intake = read(arrival)
        recording = record(intake.request, intake.messages)
        judged = self.judge.judged(
            recording,
            traces_of(intake.messages, recording),
            first=self.writer.newest + 1,
            request=self.writer.last_request + 1,
        )
        self.writer.append([judged])
        self.judge.keep()


@pytest.fixture
def recording(path: Path) -> Iterator[Recording]:
    made = Recording(path)
    yield made
    made.writer.close(Ending.CLOSED)


def found(path: Path) -> list[list[str]]:
    """The rules of the findings that count, event by event."""
    with closing(SessionReader.open(path)) as reader:
        return [
            [finding.rule for finding in event.findings]
            for event in reader.events(1, reader.newest())
        ]


def judged_anew(recording: Recording, policy: Policy) -> list[Step]:
    steps: list[Step] = []
    with closing(SessionReader.open(recording.writer.path)) as reader:
        for step in reinspect(reader, policy, reader.newest()):
            recording.writer.rejudge(step.changed)
            steps.append(step)
    return steps


def test_what_the_sequence_shows_is_stored_with_the_event(recording: Recording) -> None:
    recording.post(BOOKED)
    recording.post([BOOKED, BOOKED | {"messageId": "n", "event": "walk_booked"}])
    with closing(SessionReader.open(recording.writer.path)) as reader:
        retried, rewritten = reader.events(2, 3)
    (finding,) = retried.findings
    assert (finding.rule, finding.related) == ("message-id-repeated", 1)
    assert (retried.row.verdict, retried.row.advice) == (Verdict.DROPPED, 1)
    assert "event-written-two-ways" in [each.rule for each in rewritten.findings]


def test_a_silenced_finding_is_stored_and_counts_apart(path: Path) -> None:
    recording = Recording(path, SILENT)
    recording.post(NAMELESS)
    recording.writer.close(Ending.CLOSED)
    with closing(SessionReader.open(path)) as reader:
        event = reader.event(1)
        assert reader.counts(1, 1) == Counts(events=1, dropped=1, silenced=1)
    assert event.findings == ()
    assert [finding.rule for finding in event.silenced] == ["event-missing"]
    assert (event.row.errors, event.row.silenced, event.row.verdict) == (0, 1, Verdict.DROPPED)


def test_judged_anew_by_the_same_rules_nothing_changes(recording: Recording) -> None:
    recording.post(BOOKED)
    recording.post([BOOKED, NAMELESS])
    steps = judged_anew(recording, NO_POLICY)
    assert [(step.done, step.changed) for step in steps] == [(3, ())]


def test_judged_anew_by_another_policy_and_back(recording: Recording) -> None:
    for _ in range(AT_ONCE):
        recording.post(NAMELESS)
    recording.post(NAMELESS)
    before = found(recording.writer.path)
    steps = judged_anew(recording, SILENT)
    assert [(step.done, len(step.changed)) for step in steps] == [
        (AT_ONCE, AT_ONCE),
        (AT_ONCE + 1, 1),
    ]
    assert not any("event-missing" in rules for rules in found(recording.writer.path))
    judged_anew(recording, NO_POLICY)
    assert found(recording.writer.path) == before


def test_what_an_older_program_found_is_replaced(recording: Recording) -> None:
    recording.post(BOOKED)
    recording.post(BOOKED)
    writer, path = recording.writer, recording.writer.path
    with closing(SessionReader.open(path)) as reader:
        (step,) = reinspect(reader, SILENT, 2)
        assert step.changed == ()
    writer._connection.execute("UPDATE payloads SET findings = '[]'")
    writer._connection.execute("UPDATE events SET advice = 0, severity = 0, verdict = 'kept'")
    judged_anew(recording, NO_POLICY)
    assert found(path) == [[], ["message-id-repeated"]]
    with closing(SessionReader.open(path)) as reader:
        assert reader.counts(1, 2) == Counts(events=2, advice=1, dropped=1)


def test_severities_follow_the_policy(recording: Recording) -> None:
    recording.post(NAMELESS)
    judged_anew(
        recording, Policy((Adjustment(rule="event-missing", setting=Setting.ADVICE, event=None),))
    )
    with closing(SessionReader.open(recording.writer.path)) as reader:
        (finding,) = reader.event(1).findings
        assert reader.counts(1, 1) == Counts(events=1, advice=1, dropped=1)
    assert finding.severity is Severity.ADVICE


def test_who_goes_on_with_a_session_knows_what_was_in_it(recording: Recording) -> None:
    recording.post(BOOKED)
    recording.writer.close(Ending.CLOSED)
    again = Recording(recording.writer.path)
    again.received_at = recording.received_at
    with closing(SessionReader.open(again.writer.path)) as reader:
        again.judge.follow(reader.events(1, 1))
    again.post(BOOKED)
    again.writer.close(Ending.CLOSED)
    assert found(again.writer.path) == [[], ["message-id-repeated"]]


def test_what_cannot_be_stored_leaves_the_session_as_it_was(recording: Recording) -> None:
    recording.post(NAMELESS)
    with closing(SessionReader.open(recording.writer.path)) as reader:
        (step,) = reinspect(reader, SILENT, 1)
        moved = recording.writer.path.rename(recording.writer.path.with_suffix(".moved"))
        with pytest.raises(SessionError, match="moved, deleted or replaced"):
            recording.writer.rejudge(step.changed)
        moved.rename(recording.writer.path)
    assert found(recording.writer.path) == [["event-missing"]]
