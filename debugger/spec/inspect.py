"""Judges a message by the rules, and puts what they found in the order of the payload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from debugger.events import Message
from debugger.findings import Finding, Verdict
from debugger.payload import pointer
from debugger.payload.text import elided, visible
from debugger.spec.calls import judged_as
from debugger.spec.catalogue import RULE_FAILED, plan_for, rules_for_unreadable
from debugger.spec.rule import Fault, Rule

MOST_OF_ONE_RULE = 100
"""Findings one rule may make of one message; the last of them says how many more there are."""


def inspect(message: Message) -> tuple[Finding, ...]:
    """Everything the rules find, by place in the payload, the worst first at each place. Never raises."""
    if message.problem is not None:
        return judge(message, rules_for_unreadable())
    call_type = judged_as(message)
    plan = plan_for(message, call_type)
    findings = _findings(message, plan.rules)
    for group in plan.remembering:
        key = group.key(message)
        if key not in group.right:
            found = _findings(message, group.rules)
            findings += found
            if not found:
                group.remember(key)
    for guard, rules in plan.guarded:
        if guard(message):
            findings += _findings(message, rules)
    if not plan.right:
        found = _findings(message, plan.layout)
        findings += found
        if not found:
            plan.right.add(call_type)
    return _in_order(findings, message.fields)


def judge(message: Message, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What `rules` find; one that crashes becomes a finding itself, and the others still judge."""
    return _in_order(_findings(message, rules), message.fields)


def _findings(message: Message, rules: Iterable[Rule]) -> list[Finding]:
    findings: list[Finding] = []
    for rule in rules:
        found: list[Finding] = []
        try:
            faults = rule.check(message)
            if not faults:
                continue  # an empty list costs less than a walk through it
            for fault in faults:
                found.append(finding(rule, fault))  # noqa: PERF401  a comprehension would lose those before a crash
        except Exception as error:  # noqa: BLE001  a mistake in one rule must not cost the others' findings
            found.append(failure(rule, error))
        if found:
            findings.extend(_bounded(found))
    return findings


def finding(rule: Rule, fault: Fault) -> Finding:
    """The fault as a finding of `rule`."""
    verdict = rule.verdict if fault.verdict is None else fault.verdict
    code = fault.code or rule.code
    return Finding(
        rule=rule.id,
        severity=rule.severity if fault.severity is None else fault.severity,
        pointer=fault.pointer,
        message=fault.message,
        remedy=fault.remedy,
        missing=fault.missing,
        verdict=verdict,
        code="" if verdict is Verdict.KEPT else code,
        related=fault.related,
    )


def failure(rule: Rule, error: Exception) -> Finding:
    """What is found where `rule` raised `error`."""
    reason = visible(elided(f"{type(error).__name__}: {error}", 120))
    return Finding(
        rule=RULE_FAILED.id,
        severity=RULE_FAILED.severity,
        pointer=pointer.ROOT,
        message=f"The rule {rule.id} could not judge this message ({reason}).",
        remedy=RULE_FAILED.remedy,
    )


def _bounded(findings: list[Finding]) -> list[Finding]:
    more = len(findings) - MOST_OF_ONE_RULE
    if more <= 0:
        return findings
    last = findings[MOST_OF_ONE_RULE - 1]
    told = replace(last, message=f"{last.message} There are {more:,} more like it.")
    return [*findings[: MOST_OF_ONE_RULE - 1], told]


def _in_order(findings: Sequence[Finding], fields: Mapping[str, object]) -> tuple[Finding, ...]:
    if len(findings) < 2:
        return tuple(findings)
    numbering: dict[int, Mapping[str, int]] = {}

    def key(finding: Finding) -> tuple[tuple[int, ...], int, str]:
        place = _place(finding.pointer, fields, numbering)
        return place, -finding.severity, finding.rule

    return tuple(sorted(findings, key=key))


def _place(
    place: str, fields: Mapping[str, object], numbering: dict[int, Mapping[str, int]]
) -> tuple[int, ...]:
    """The positions of the members on the way to `place`; an absent one comes after those that are there.

    `numbering` keeps the positions of each object's members from one call to the next.
    """
    container: object = fields
    positions: list[int] = []
    for token in pointer.split(place):
        if isinstance(container, Mapping):
            numbers = numbering.get(id(container))
            if numbers is None:
                numbers = {name: number for number, name in enumerate(container)}
                numbering[id(container)] = numbers
            positions.append(numbers.get(token, len(numbers)))
            container = container.get(token)
        elif isinstance(container, list) and token.isdecimal() and int(token) < len(container):
            positions.append(int(token))
            container = container[int(token)]
        else:
            break
    return tuple(positions)
