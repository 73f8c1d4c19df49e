"""Rules for people at a terminal."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import TextWrapper, fill, indent
from typing import TextIO

from debugger.cli.terminal import counted, counted_by_severity, severity_word, wants_colour
from debugger.findings import Severity
from debugger.spec import Example, Rule, page
from debugger.spec.rule_words import by_subject, calls, outcome

_WIDEST = 100
_LONGEST_WORD = max(len(severity.word) for severity in Severity)


def list_rules(output: TextIO, rules: Sequence[Rule]) -> None:
    """A line for each rule below its subject: severity, id, title; and how many there are."""
    colour = wants_colour(output)
    width = max((len(rule.id) for rule in rules), default=0)
    for subject, here in by_subject(rules):
        output.write(f"{subject.value}\n")
        for rule in here:
            gap = " " * (_LONGEST_WORD - len(rule.severity.word))
            severity = severity_word(rule.severity, colour=colour) + gap
            output.write(f"  {severity}  {rule.id:<{width}}  {rule.title}\n")
        output.write("\n")
    severities = Counter(rule.severity for rule in rules)
    output.write(f"{counted(len(rules), 'rule', 'rules')}: {counted_by_severity(severities)}\n")


def tell(output: TextIO, rules: Sequence[Rule]) -> None:
    """All that is known of each rule, its examples at the end."""
    colour = wants_colour(output)
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    for rule in rules:
        told = page(rule.id)
        output.write(f"{rule.id}: {rule.title}\n\n")
        if told:
            output.write(fill(told.summary, width, break_on_hyphens=False) + "\n\n")
        severity = severity_word(rule.severity, colour=colour)
        output.write(f"  Severity   {severity}\n")
        output.writelines(f"{line}\n" for line in _facts(rule, width))
        examples = told.examples if told else ()
        output.writelines(_examples("Passes", [each for each in examples if each.passes]))
        output.writelines(_examples("Caught", [each for each in examples if not each.passes]))


def _facts(rule: Rule, width: int) -> Iterator[str]:
    facts = {
        "Judges": calls(rule),
        "Segment": outcome(rule),
        "Why": rule.why,
        "Remedy": rule.remedy,
        "Reference": rule.reference,
    }
    for name, fact in facts.items():
        lines = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        lines.initial_indent = f"  {name:<11}"
        lines.subsequent_indent = " " * 13
        yield lines.fill(fact)


def _examples(heading: str, examples: Sequence[Example]) -> Iterator[str]:
    if examples:
        yield f"\n{heading}\n"
    for example in examples:
        sent = f" Sent {example.sent}." if example.sent else ""
        yield f"\n  {example.caption}{sent}\n"
        yield indent(example.payload, "    ") + "\n"
        if not example.passes:
            yield f"  Found: {example.findings.replace('`', '')}\n"
