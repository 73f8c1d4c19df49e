"""What adjustments make of findings: the narrowest that fits holds, and what Segment does stays."""

from __future__ import annotations

import pytest

from debugger.findings import Finding, Severity, Verdict
from debugger.policy import NO_POLICY, Adjustment, Policy, Setting

DROPPED = Finding(
    rule="event-missing",
    severity=Severity.ERROR,
    pointer="/event",
    message="m",
    remedy="r",
    verdict=Verdict.DROPPED,
    code="event_not_defined",
)
STYLE = Finding(
    rule="event-style", severity=Severity.ADVICE, pointer="/event", message="m", remedy="r"
)


def adjusted(finding: Finding, *adjustments: Adjustment) -> Finding:
    (made,) = Policy(adjustments).adjusted((finding,), event="Walk Booked", source="analytics.js")
    return made


def setting(word: str, *, event: str | None = None, source: str | None = None) -> Adjustment:
    return Adjustment(rule="event-style", setting=Setting(word), event=event, source=source)


def test_without_adjustments_findings_stay_the_same_objects() -> None:
    findings = (DROPPED, STYLE)
    assert NO_POLICY.adjusted(findings, event=None, source="") is findings


def test_a_silenced_finding_keeps_its_severity_and_its_verdict() -> None:
    silent = Adjustment(rule="event-missing", setting=Setting.SILENT)
    made = adjusted(DROPPED, silent)
    assert (made.silenced, made.severity, made.verdict) == (True, Severity.ERROR, Verdict.DROPPED)
    assert adjusted(STYLE, silent) is STYLE


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_is_changed(severity: Severity) -> None:
    made = adjusted(STYLE, setting(severity.word))
    assert (made.severity, made.silenced) == (severity, False)


def test_only_what_is_for_this_event_and_this_source_holds() -> None:
    assert adjusted(STYLE, setting("silent", event="Walk Cancelled")) is STYLE
    assert adjusted(STYLE, setting("silent", source="analytics-node")) is STYLE
    assert adjusted(STYLE, setting("silent", event="Walk Booked", source="x")) is STYLE
    assert adjusted(STYLE, setting("silent", event="Walk Booked", source="analytics.js")).silenced


def test_the_narrower_holds_wherever_it_stands() -> None:
    everywhere, source = setting("error"), setting("warning", source="analytics.js")
    event = setting("silent", event="Walk Booked")
    assert adjusted(STYLE, source, everywhere).severity is Severity.WARNING
    assert adjusted(STYLE, event, source, everywhere).silenced
    assert adjusted(STYLE, everywhere, source, event).silenced


def test_of_two_alike_the_later_holds() -> None:
    assert adjusted(STYLE, setting("silent"), setting("error")).severity is Severity.ERROR


@pytest.mark.parametrize(
    ("adjustment", "words"),
    [
        (setting("silent"), "everywhere"),
        (setting("silent", event="Walk Booked"), "for “Walk Booked”"),
        (setting("silent", source="ajs"), "from ajs"),
        (setting("silent", event="Walk Booked", source="ajs"), "for “Walk Booked” from ajs"),
    ],
)
def test_an_adjustment_says_where_it_holds(adjustment: Adjustment, words: str) -> None:
    assert adjustment.scope == words
