"""Rules as Markdown, which is also what `docs/rules.md` is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from debugger.spec import Example, Rule, Subject, page
from debugger.spec.rule_words import by_subject, calls, outcome

_FENCE = "```"
_MEANINGFUL = re.compile(r"[\\`*_<>|\[\]]")


def list_rules(output: TextIO, rules: Sequence[Rule]) -> None:
    """A table for each subject."""
    for subject, here in by_subject(rules):
        output.writelines(f"{line}\n" for line in _table(subject, here, linked=False))


def tell(output: TextIO, rules: Sequence[Rule]) -> None:
    """A section for each rule."""
    for rule in rules:
        output.writelines(f"{line}\n" for line in _section(rule, level=1))


def reference(rules: Sequence[Rule]) -> str:
    """The whole document: for each subject a table of its rules, then a section for each."""
    lines = [
        "# Rules",
        "",
        "<!-- Written by `make docs` from debugger/spec/rules and resources/rules: edit those. -->",
        "",
        "Errors break the spec or make Segment drop the call, warnings are almost surely mistakes, advice is",
        "style. `track-debugger rules` lists them, `track-debugger rules ID` prints what stands here of one.",
        "",
        "In an example `{byte E9}` stands for that byte, `{30000 characters}` for a text of that length.",
        "",
    ]
    for subject, here in by_subject(rules):
        lines += _table(subject, here, linked=True)
        for rule in here:
            lines += _section(rule, level=3)
    return "\n".join(lines)


def _table(subject: Subject, rules: Sequence[Rule], *, linked: bool) -> Iterator[str]:
    yield f"## {subject.value}"
    yield ""
    yield "| rule | severity | |"
    yield "|---|---|---|"
    for rule in rules:
        name = f"[{rule.id}](#{rule.id})" if linked else f"`{rule.id}`"
        yield f"| {name} | {rule.severity.word} | {_plain(rule.title)} |"
    yield ""


def _section(rule: Rule, *, level: int) -> Iterator[str]:
    told = page(rule.id)
    yield f"{'#' * level} {rule.id}"
    yield ""
    if told:
        yield told.summary
        yield ""
    yield f"- **{rule.severity.word.capitalize()}**: {_plain(rule.title)}"
    yield f"- **Judges** {calls(rule)}; **Segment** {outcome(rule)}"
    yield f"- **Why**: {_plain(rule.why)}"
    yield f"- **Remedy**: {_plain(rule.remedy)}"
    yield f"- **Reference**: <{rule.reference}>"
    yield ""
    for example in told.examples if told else ():
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    sent = f" Sent {example.sent}." if example.sent else ""
    yield f"{'Passes' if example.passes else 'Caught'}: {example.caption}{sent}"
    yield ""
    yield f"{_FENCE}{example.language}"
    yield example.payload
    yield _FENCE
    yield ""
    if not example.passes:
        yield f"Found: {example.findings}"
        yield ""


def _plain(text: str) -> str:
    """Plain text, in which no character means anything to Markdown."""
    return _MEANINGFUL.sub(r"\\\g<0>", text)
