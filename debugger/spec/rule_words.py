"""What is said of a rule alike in text, in Markdown and in the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debugger.events import CallType
from debugger.findings import Verdict
from debugger.spec.rule import EVERY_CALL, Rule, Subject

_OUTCOMES = {
    Verdict.KEPT: "keeps it",
    Verdict.DROPPED: "answers 200 and drops it",
    Verdict.REJECTED: "answers 400",
}


def by_subject(rules: Sequence[Rule]) -> Iterator[tuple[Subject, list[Rule]]]:
    """The subjects that have rules, in their order, each with its rules in the order given."""
    for subject in Subject:
        here = [rule for rule in rules if rule.subject is subject]
        if here:
            yield subject, here


def outcome(rule: Rule) -> str:
    """What Segment does with a call that breaks the rule, with its code: `answers 400 (bad_request)`."""
    return f"{_OUTCOMES[rule.verdict]} ({rule.code})" if rule.code else _OUTCOMES[rule.verdict]


def calls(rule: Rule) -> str:
    """The calls that the rule judges: `every call`, `track, page`."""
    if rule.calls == EVERY_CALL:
        return "every call"
    return ", ".join(call_type.value for call_type in CallType if call_type in rule.calls)
