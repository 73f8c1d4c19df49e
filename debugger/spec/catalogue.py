"""Finds the rules: every module in `debugger/spec/rules/` holds one, named `RULE`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from debugger.events import CallType
from debugger.findings import Severity
from debugger.spec import rules as package
from debugger.spec.rule import EVERY_CALL, Rule

RULE_FAILED = Rule(
    id="rule-failed",
    severity=Severity.WARNING,
    title="A rule could not judge this message",
    why="A rule met a payload it was not written for. The other rules have judged the message.",
    remedy="Please report the payload and the name of the rule to the authors of this program.",
    reference="https://segment.com/docs/connections/spec/",
    check=lambda _message: (),
)
"""Stands for a rule that crashed, so that its findings have texts like any other's."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    modules = [
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    ]
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))


def rule(rule_id: str) -> Rule | None:
    """The rule that a finding names, or None when this version does not know it."""
    return _by_id().get(rule_id)


def rules_for(call_type: str) -> tuple[Rule, ...]:
    """The rules that judge a message of `call_type`; for an unknown type, those for every call."""
    by_type = _by_type()
    return by_type.get(call_type) or by_type[""]


@lru_cache(maxsize=1)
def rules_for_unreadable() -> tuple[Rule, ...]:
    """The rules that judge a payload which is no JSON object."""
    return tuple(rule for rule in rules() if rule.judges_unreadable)


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in (*rules(), RULE_FAILED)}


@lru_cache(maxsize=1)
def _by_type() -> Mapping[str, tuple[Rule, ...]]:
    table = {
        call_type.value: tuple(rule for rule in rules() if call_type in rule.calls)
        for call_type in CallType
    }
    return table | {"": tuple(rule for rule in rules() if rule.calls == EVERY_CALL)}
