"""Runs every example on the rules' pages in `resources/rules/`; `debugger.spec.pages` says how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from debugger.events import CallType
from debugger.findings import Finding, verdict_of
from debugger.resources import resource
from debugger.spec import (
    Rule,
    Subject,
    SuccessionInspector,
    inspect,
    pages,
    rule,
    rules,
    together,
    trace_of,
)
from debugger.wire.message import message_from

PAGES = pages.pages()

_FINDING = re.compile(r"`([a-z0-9-]+)` at (?:`(/[^`]*)`|the whole message)")
_BYTE = re.compile(rb"\{byte ([0-9A-F]{2})\}")
_MEMBERS = re.compile(rb"\{([0-9]+) members\}")
_BATCH = re.compile(r"in a batch of ([0-9]+)")
_LENGTH = re.compile(rb"\{([0-9]+) characters\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    payloads: tuple[bytes, ...]
    """One, or several in a row, the last of which is judged."""
    one_request: bool
    found: tuple[tuple[str, str], ...]
    """Rule and pointer of every finding, in order."""
    verdict: str
    route_type: CallType | None
    position: int | None
    batch_size: int | None
    request_refusal: str


def examples(page: Path) -> Iterator[Example]:
    for example in pages.read(page.read_text(encoding="utf-8")).examples:
        findings, _, verdict = example.findings.partition("; ")
        payload = _BYTE.sub(
            lambda found: bytes.fromhex(found[1].decode()), example.payload.encode()
        )
        payload = _MEMBERS.sub(
            lambda found: b", ".join(b'"m%d": 1' % number for number in range(int(found[1]))),
            payload,
        )
        payload = _LENGTH.sub(lambda found: b"x" * int(found[1]), payload)
        sent, batch = example.sent, _BATCH.match(example.sent)
        yield Example(
            payloads=tuple(payload.split(b"\n")) if example.language == "ndjson" else (payload,),
            one_request=sent == "in one request",
            found=tuple((found[1], found[2] or "") for found in _FINDING.finditer(findings)),
            verdict=verdict or "kept",
            route_type=CallType(sent.removeprefix("to /v1/")) if "/v1/" in sent else None,
            position=0 if sent.startswith("in a batch") else None,
            batch_size=int(batch[1]) if batch else None,
            request_refusal=sent.partition(' refused for "')[2].removesuffix('"'),
        )


def page_of(rule: Rule) -> Path:
    return resource("rules", f"{rule.id}.md")


EXAMPLES = [
    pytest.param(example, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, example in enumerate(examples(page), start=1)
]


def findings_of_last(example: Example) -> tuple[Finding, ...]:
    succession = SuccessionInspector()
    found: tuple[Finding, ...] = ()
    for number, payload in enumerate(example.payloads, start=1):
        message = message_from(
            payload,
            route_type=example.route_type,
            position=example.position,
            batch_size=example.batch_size,
        )
        found = inspect(replace(message, request_refusal=example.request_refusal))
        trace = trace_of(message, verdict_of(found))
        if trace is not None:
            request = 1 if example.one_request else number
            of_sequence = succession.inspect(trace, number=number, request=request)
            found = together(found, of_sequence, trace.fields)
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_has_exactly_the_findings_its_page_says(example: Example) -> None:
    findings = findings_of_last(example)
    assert tuple((finding.rule, finding.pointer) for finding in findings) == example.found
    assert verdict_of(findings).value == example.verdict


@pytest.mark.parametrize("judged", rules(), ids=lambda judged: judged.id)
def test_a_rule_has_a_page_with_two_examples_that_pass_and_two_that_are_caught(
    judged: Rule,
) -> None:
    page = page_of(judged)
    assert page.exists(), f"write {page.name} in resources/rules: what it is about, and examples"
    shown = tuple(examples(page))
    passing = [example for example in shown if not example.found]
    caught = [example for example in shown if judged.id in dict(example.found)]
    assert len(passing) >= 2, f"{page.name} needs two examples with `Findings: none`"
    assert len(caught) >= 2, f"{page.name} needs two examples in which {judged.id} is found"
    assert len(shown) == len(passing) + len(caught), f"{page.name} has an example of another rule"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_belongs_to_a_rule_and_all_its_examples_are_read(page: Path) -> None:
    assert rule(page.stem) is not None, f"no rule is called {page.stem}"
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem}\n")
    assert text.partition("\n## Passes")[0].strip().count("\n\n") == 1, "what nobody reads"
    blocks = text.count("```json\n") + text.count("```ndjson\n")
    assert len(tuple(examples(page))) == blocks, "a block lacks its line `Findings: …` above it"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_tells_what_it_is_about_and_each_example_what_it_shows(page: Path) -> None:
    told = pages.read(page.read_text(encoding="utf-8"))
    assert told.summary.endswith((".", ":"))
    assert all(example.caption for example in told.examples)


def test_a_rule_without_a_page_has_none_to_tell_of() -> None:
    assert pages.page("rule-failed") is None


def test_every_subject_is_a_heading_of_its_own() -> None:
    assert len({subject.value for subject in Subject}) == len(Subject)
