"""Markdown: an event for a bug report, with its findings, its payload and where it was seen."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from typing import BinaryIO

from debugger import spec
from debugger.export.about import program
from debugger.export.call import title
from debugger.export.content import Content
from debugger.export.line import timestamp
from debugger.findings import Finding
from debugger.payload.layout import lay_out
from debugger.payload.text import visible
from debugger.session.rows import StoredEvent

NAME = "markdown"
SUFFIX = ".md"

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_RUN = re.compile("`+")


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a section for each event, then the environment, and yields how many are written."""
    for written, event in enumerate(content.events(), 1):
        file.write(_section(event).encode("utf-8", "replace"))
        yield written
    file.write(_environment(content).encode("utf-8", "replace"))


def _section(event: StoredEvent) -> str:
    row = event.row
    facts = {
        "Received": timestamp(row.received_at).replace("T", " "),
        "Sent by": row.source or "unknown",
        "Request": f"{event.request.method} {event.request.path}",
        "Segment": {
            "kept": "would have kept it",
            "dropped": "would have answered 200 and dropped it",
            "rejected": "would have answered 400",
        }[row.verdict.value],
        "Note": row.mark.note,
    }
    told = "".join(f"- {name}: {_plain(text)}\n" for name, text in facts.items() if text)
    problem = f"\nIt is not a message: {_plain(row.problem)}.\n" if row.problem else ""
    return (
        f"## {_plain(title(event))}\n\n{told}{problem}\n{_findings(event.findings)}"
        f"{_fenced(_laid_out(event))}\n\n"
    )


def _findings(findings: tuple[Finding, ...]) -> str:
    return "".join(_finding(finding) for finding in findings) + ("\n" if findings else "")


def _finding(finding: Finding) -> str:
    rule = spec.rule(finding.rule)
    place = f" at {_code(finding.pointer)}" if finding.pointer else ""
    why = f"\n  {_plain(rule.why)} ([documentation]({rule.reference}))" if rule else ""
    return (
        f"- **{finding.severity.word}** {_code(finding.rule)}{place}: {_plain(finding.message)} "
        f"{_plain(finding.remedy)}{why}\n"
    )


def _laid_out(event: StoredEvent) -> str:
    return "\n".join(visible(line.text) for line in lay_out(event.payload).lines)


def _environment(content: Content) -> str:
    told = [*content.about.sentences, content.masked_sentence]
    if content.options.environment:
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        told.insert(0, f"{program()} on {system}.")
    return "## Environment\n\n" + "".join(f"- {_plain(each)}\n" for each in told)


def _plain(text: str) -> str:
    """Text in which nothing is taken for a mark of Markdown or a tag."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def _code(text: str) -> str:
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    gap = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def _fenced(text: str) -> str:
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}json\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _RUN.findall(text)), default=0)
