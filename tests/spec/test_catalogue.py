"""The rules are found, have names of their own, and say what they must in plain sentences."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from debugger.events import CallType
from debugger.findings import Severity, Verdict
from debugger.spec import Rule, rule, rules
from debugger.spec import rules as find_rules
from debugger.spec.catalogue import RULE_FAILED, rules_for, rules_for_unreadable
from debugger.spec.tables import context_fields

ALL = (*rules(), RULE_FAILED)


def test_every_module_is_named_after_the_rule_it_holds() -> None:
    package = import_module("debugger.spec.rules")
    modules = {module.name for module in iter_modules(package.__path__)}
    assert modules == {rule.id.replace("-", "_") for rule in find_rules()}


def test_rules_are_found_by_id() -> None:
    assert all(rule(known.id) is known for known in ALL)
    assert rule("no-such-rule") is None
    assert [known.id for known in rules()] == sorted({known.id for known in rules()})


def test_a_call_is_judged_by_the_rules_for_it_and_an_unknown_type_by_those_for_every_call() -> None:
    track, unknown = set(rules_for("track")), set(rules_for("purchase"))
    assert {rule.id for rule in track - unknown} >= {"event-missing", "revenue-not-number"}
    assert {rule.id for rule in unknown} >= {"identity-missing", "type-unknown", "ip-malformed"}
    assert all(unknown <= set(rules_for(call_type)) for call_type in CallType)


def test_what_is_no_object_is_judged_only_by_rules_that_read_bytes() -> None:
    assert {rule.id for rule in rules_for_unreadable()} == {
        "body-not-json",
        "byte-order-mark",
        "invalid-utf8",
        "message-too-large",
    }


@pytest.mark.parametrize("judged", ALL, ids=lambda judged: judged.id)
def test_texts_are_whole_sentences_that_do_not_repeat_each_other(judged: Rule) -> None:
    assert 0 < len(judged.title) <= 60
    assert not judged.title.endswith(".")
    texts = (judged.title, judged.why, judged.remedy)
    for text in texts:
        assert text == text.strip()
        assert not any(other in text for other in texts if other is not text)
    for sentence in (judged.why, judged.remedy):
        assert sentence.endswith(".")
        assert len(sentence) <= 240, "two sentences at most are read"
        assert "!" not in sentence
    assert judged.reference.startswith("https://")


@pytest.mark.parametrize("judged", ALL, ids=lambda judged: judged.id)
def test_a_discard_code_comes_with_a_verdict_and_a_verdict_with_an_error(judged: Rule) -> None:
    if judged.code:
        assert judged.verdict is not Verdict.KEPT
    if judged.verdict is not Verdict.KEPT:
        assert judged.severity is Severity.ERROR


def test_the_tables_name_only_rules_that_exist() -> None:
    named = {
        field.judged_by
        for parent in context_fields()
        for field in (parent, *parent.fields)
        if field.judged_by
    }
    assert named == {
        "advertising-id-not-string",
        "consent-malformed",
        "user-agent-data-malformed",
    }
    assert all(rule(rule_id) for rule_id in named)
