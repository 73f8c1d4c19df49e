"""Rules as JSON in ASCII, for programs: everything that the modules and the pages of the rules say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from debugger.spec import Rule, page


def list_rules(output: TextIO, rules: Sequence[Rule]) -> None:
    """An array of all rules, each with everything."""
    output.write(json.dumps([_members(rule) for rule in rules], indent=2) + "\n")


def tell(output: TextIO, rules: Sequence[Rule]) -> None:
    """An object for each rule."""
    output.writelines(json.dumps(_members(rule), indent=2) + "\n" for rule in rules)


def _members(rule: Rule) -> dict[str, object]:
    told = page(rule.id)
    return {
        "id": rule.id,
        "subject": rule.subject.value,
        "severity": rule.severity.word,
        "title": rule.title,
        "summary": told.summary if told else "",
        "why": rule.why,
        "remedy": rule.remedy,
        "reference": rule.reference,
        "verdict": rule.verdict.value,
        "code": rule.code,
        "calls": sorted(call_type.value for call_type in rule.calls),
        "examples": [
            asdict(example) | {"passes": example.passes}
            for example in (told.examples if told else ())
        ],
    }
