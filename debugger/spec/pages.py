"""The page of each rule, `resources/rules/<id>.md`: what it is about, and examples that pass and that are caught.

An example is a caption and a fenced block of JSON, with a line between them that says what is found:
`Findings: none`, or each rule with its place, and what Segment does if it does not keep the message:
``Findings: `event-missing` at `/event`; dropped``. The place is a pointer, or `the whole message`.
A line `Sent: in a batch`, `Sent: in a batch of 2501`, `Sent: in a batch refused for "…"` or
`Sent: to /v1/track` may stand above it.
What takes several messages to show is a block of NDJSON: the findings are those of the last line,
and `Sent: in one request` says that the lines came together.

In a block, `{byte E9}` stands for that byte and `{30000 characters}` for a text of that length,
and `{10001 members}` for as many members of an object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from debugger.resources import resource

NOTHING = "none"

_EXAMPLE = re.compile(
    r"(?:^(?!Sent:|Findings:|```|#)(?P<caption>[^\n]+)\n\n)?"
    r"(?:^Sent: (?P<sent>[^\n]+)\n\n)?"
    r"^Findings: (?P<findings>[^\n]+)\n\n"
    r"```(?P<language>json|ndjson)\n(?P<payload>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One payload with what the rules make of it."""

    caption: str
    sent: str
    """How it was sent; empty when it makes no difference."""
    findings: str
    """The rules that find something, with the places; `NOTHING` where none does."""
    payload: str
    language: str = "json"
    """`json` for one payload, `ndjson` for several, a line each."""

    @property
    def passes(self) -> bool:
        """Whether no rule finds anything."""
        return self.findings == NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is told of a rule beyond its own texts."""

    summary: str
    """What it looks for, in a sentence or two of Markdown."""
    examples: tuple[Example, ...]


def pages() -> tuple[Path, ...]:
    """The files of all pages, by name."""
    return tuple(sorted(resource("rules").glob("*.md")))


def page(rule_id: str) -> Page | None:
    """The page of a rule; None where there is none, as for a rule that crashed."""
    path = resource("rules", f"{rule_id}.md")
    return read(path.read_text(encoding="utf-8")) if path.is_file() else None


def read(text: str) -> Page:
    """The page that `text` is."""
    _, _, body = text.partition("\n\n")
    return Page(
        summary=body.partition("\n\n")[0].strip(),
        examples=tuple(_example(found) for found in _EXAMPLE.finditer(text)),
    )


def _example(found: re.Match[str]) -> Example:
    return Example(
        caption=found["caption"] or "",
        sent=found["sent"] or "",
        findings=found["findings"],
        payload=found["payload"],
        language=found["language"],
    )
