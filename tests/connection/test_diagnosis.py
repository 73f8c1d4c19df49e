"""Each cause is found in evidence that shows it, and only there."""

from __future__ import annotations

import pytest

from debugger.connection.cause import Cause
from debugger.connection.diagnosis import causes, diagnose, in_the_way
from debugger.connection.evidence import Evidence, Step, StepKind
from debugger.connection.seen import Kind
from debugger.findings import Severity
from tests.connection.examples import (
    ASKED,
    BOTH,
    HEALTHY,
    LOCAL,
    MUST,
    MUST_NOT,
    NOW,
    PREFLIGHT,
    evidence,
    looked,
    seen,
    sent,
    trouble,
)


def ids(given: Evidence) -> set[str]:
    return {each.id for each in diagnose(given)}


def test_every_cause_has_examples_of_both_kinds() -> None:
    assert {cause.id for cause in causes()} == set(MUST) == set(MUST_NOT)


@pytest.mark.parametrize("cause", causes(), ids=lambda cause: cause.id)
def test_a_cause_is_found_where_it_shows(cause: Cause) -> None:
    for example in MUST[cause.id]:
        assert cause.id in ids(example)


@pytest.mark.parametrize("cause", causes(), ids=lambda cause: cause.id)
def test_a_cause_is_not_found_where_it_does_not_show(cause: Cause) -> None:
    for example in MUST_NOT[cause.id]:
        assert cause.id not in ids(example)


def test_nothing_is_wrong_with_an_app_that_delivers() -> None:
    assert diagnose(HEALTHY) == ()


@pytest.mark.parametrize("given", [each for examples in MUST.values() for each in examples])
def test_every_diagnosis_says_what_was_seen_and_what_to_do(given: Evidence) -> None:
    for each in diagnose(given):
        assert each.title
        assert each.seen.endswith(".")
        assert each.remedy
        assert "None" not in each.seen + each.remedy
        assert "  " not in each.seen + each.remedy


def test_what_matters_most_comes_first_and_the_newest_of_its_kind() -> None:
    found = diagnose(
        evidence(
            seen(Kind.UNKNOWN_PATH, path="/old", last=50),
            seen(Kind.UNKNOWN_PATH, path="/new", last=5),
            listening=LOCAL[:1],
        )
    )
    assert [each.severity for each in found] == sorted(
        (each.severity for each in found), reverse=True
    )
    assert "/new" in found[0].seen
    assert "/old" in found[1].seen


def test_advice_is_in_nobodys_way() -> None:
    assert in_the_way(diagnose(evidence())) is None
    first = in_the_way(diagnose(evidence(ASKED)))
    assert first is not None
    assert first.severity is Severity.WARNING


def test_the_program_that_has_the_port_is_named() -> None:
    (found,) = diagnose(
        Evidence(
            now=NOW, port=8765, owner="node (process 4711)", troubles=trouble("port-taken").troubles
        )
    )
    assert found.seen == "node (process 4711) listens on port 8765, so the receiver cannot."


def test_an_app_that_speaks_https_is_sent_to_the_port_for_it() -> None:
    (found,) = diagnose(evidence(seen(Kind.TLS_ON_PLAIN, count=2), listening=BOTH))
    assert "https://localhost:8766" in found.remedy
    assert "twice" in found.seen


def test_a_page_from_a_public_address_is_told_of_the_permission() -> None:
    (found,) = diagnose(evidence(PREFLIGHT))
    assert "local network access" in found.remedy
    local = seen(Kind.PREFLIGHT, origin="http://192.168.1.5:3000", path="/v1/t")
    (found,) = diagnose(evidence(local))
    assert "console" in found.remedy


def test_one_address_that_answers_makes_the_other_mere_advice() -> None:
    steps = (
        Step(kind=StepKind.CONNECT, address="127.0.0.1:8765"),
        Step(
            kind=StepKind.CONNECT, address="[::1]:8765", outcome="refused", text="Nothing listens."
        ),
    )
    (found,) = diagnose(Evidence(now=NOW, steps=steps))
    assert found.severity is Severity.ADVICE
    (found,) = diagnose(looked(StepKind.CONNECT, "refused"))
    assert found.severity is Severity.ERROR


def test_senders_that_were_turned_away_are_counted() -> None:
    full = trouble("disk-full")
    (found,) = diagnose(
        Evidence(now=NOW, troubles=full.troubles, seen=(seen(Kind.NOT_STORED, count=3),))
    )
    assert "come again 3 times" in found.seen


def test_rudderstack_is_told_of_its_data_plane() -> None:
    (found,) = diagnose(evidence(seen(Kind.SOURCE_CONFIG, key="wk_…3f")))
    assert "data plane" in found.remedy


def test_a_key_of_another_app_settles_nothing() -> None:
    other = evidence(ASKED, deliveries=(sent("oth…er"), sent("wk_…3f", last=61)))
    assert "settings-without-calls" in ids(other)


def test_a_handshake_that_failed_before_calls_came_is_mere_advice() -> None:
    """Browsers open connections ahead, and hang up those that they do not need."""
    failed = seen(Kind.TLS_FAILED, detail="hung up")
    assert in_the_way(diagnose(evidence(failed))) is not None
    assert in_the_way(diagnose(evidence(failed, deliveries=(sent(last=5),)))) is None
    assert in_the_way(diagnose(evidence(failed, deliveries=(sent(last=50),)))) is not None
