"""Finds the rules: every module in `debugger/spec/rules/` holds one, named `RULE`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec import rules as package
from debugger.spec.plan import Plan, RememberingRules, values_at
from debugger.spec.remembered import LARGEST_MESSAGE
from debugger.spec.rule import EVERY_CALL, Key, Rule

_CALLS = frozenset(call_type.value for call_type in CallType)

_MOST_NAMES = 100
"""Fields at the top and in the context; the rules for messages with more are not looked up by them."""

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


def plan_for(message: Message, call_type: str) -> Plan:
    """The rules for `call_type` that may find something in `message`, by the fields that it has."""
    fields = message.fields
    context = fields.get("context")
    below = tuple(context) if isinstance(context, dict) else ()
    if len(fields) + len(below) > _MOST_NAMES or len(message.payload) > LARGEST_MESSAGE:
        return Plan(layout=(), right=set(), rules=rules_for(call_type), guarded=(), remembering=())
    names, types = tuple(fields), tuple(map(type, fields.values()))
    call_type = call_type if call_type in _CALLS else ""
    return _plan(call_type, names, types, below, odd=bool(message.oddities))


def rules_for(call_type: str) -> tuple[Rule, ...]:
    """The rules that judge a message of `call_type`; for an unknown type, those for every call."""
    by_type = _by_type()
    return by_type.get(call_type) or by_type[""]


@lru_cache(maxsize=1)
def rules_for_unreadable() -> tuple[Rule, ...]:
    """The rules that judge a payload which is no JSON object."""
    return tuple(rule for rule in rules() if rule.judges_unreadable)


@lru_cache(maxsize=512)
def _plan(
    call_type: str,
    fields: tuple[str, ...],
    types: tuple[type, ...],  # noqa: ARG001  what the rules by layout go by
    context: tuple[str, ...],
    *,
    odd: bool,
) -> Plan:
    there = {f"/{name}" for name in fields} | {f"/context/{name}" for name in context}
    asked = [
        rule
        for rule in rules_for(call_type)
        if (not rule.places or not there.isdisjoint(rule.places)) and (odd or not rule.oddity)
    ]
    guards = dict.fromkeys(rule.guard for rule in asked if rule.guard is not None)
    keys = dict.fromkeys(key for rule in asked if (key := _key_of(rule)) is not None)
    return Plan(
        layout=tuple(rule for rule in asked if rule.by_layout),
        right=set(),
        rules=tuple(
            rule
            for rule in asked
            if _key_of(rule) is None and not rule.by_layout and rule.guard is None
        ),
        guarded=tuple(
            (guard, tuple(rule for rule in asked if rule.guard is guard)) for guard in guards
        ),
        remembering=tuple(_remembering(call_type, key) for key in keys),
    )


def _key_of(rule: Rule) -> Key | None:
    return values_at(rule.places) if rule.by_value else rule.key


@lru_cache(maxsize=64)
def _remembering(call_type: str, key: Key) -> RememberingRules:
    return RememberingRules(
        key, tuple(rule for rule in rules_for(call_type) if _key_of(rule) is key)
    )


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in (*rules(), RULE_FAILED)}


@lru_cache(maxsize=1)
def _by_type() -> Mapping[str, tuple[Rule, ...]]:
    table = {
        call_type.value: tuple(rule for rule in _of_messages() if call_type in rule.calls)
        for call_type in CallType
    }
    return table | {"": tuple(rule for rule in _of_messages() if rule.calls == EVERY_CALL)}


def _of_messages() -> Iterator[Rule]:
    """The rules that look at a message by itself."""
    return (rule for rule in rules() if rule.watch is None)
