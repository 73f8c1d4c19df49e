"""HTML: a report in a single file, to read, print or attach; it needs no network and no script.

It holds the payloads of as many events as fit into 20 MB, those with findings first of all, and says
how many it leaves out.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from debugger import spec
from debugger.export.about import program
from debugger.export.content import Content
from debugger.export.html_lines import heading, payload_lines, shown
from debugger.export.line import timestamp
from debugger.findings import Finding, Severity, Verdict
from debugger.resources import resource
from debugger.session.rows import StoredEvent

SUFFIX = ".html"

MOST_BYTES = 20_000_000
"""Of all events together; half of it is kept for those with findings."""

_MOST_LINKS = 8
"""Events that the table of rules leads to, for each rule."""


class _Summary:
    """What the top of the report says, counted while the events go by."""

    def __init__(self) -> None:
        self.events = 0
        self.left_out = 0
        self.by_severity: Counter[Severity] = Counter()
        self.by_verdict: Counter[Verdict] = Counter()
        self.rules: dict[str, list[int]] = {}
        """Numbers of shown events, by the rule that found something."""
        self.unlinked: set[str] = set()
        """Rules that found something in more events than the table leads to."""
        self.counts: Counter[str] = Counter()
        self.severities: dict[str, Severity] = {}

    def add(self, event: StoredEvent, *, is_shown: bool) -> None:
        self.events += 1
        self.left_out += not is_shown
        self.by_verdict[event.row.verdict] += 1
        self.by_severity.update({finding.severity for finding in event.findings})
        for finding in event.findings:
            self._count(finding, event.row.number, is_shown=is_shown)

    def _count(self, finding: Finding, number: int, *, is_shown: bool) -> None:
        self.counts[finding.rule] += 1
        worst = self.severities.get(finding.rule, finding.severity)
        self.severities[finding.rule] = max(worst, finding.severity)
        numbers = self.rules.setdefault(finding.rule, [])
        if number in numbers:
            return
        if is_shown and len(numbers) < _MOST_LINKS:
            numbers.append(number)
        else:
            self.unlinked.add(finding.rule)


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes the report and yields how many events were read."""
    summary = _Summary()
    with TemporaryFile() as body:
        for event in content.events():
            room = MOST_BYTES if event.findings else MOST_BYTES // 2
            is_shown = body.tell() < room
            if is_shown:
                body.write(_section(event).encode("utf-8", "replace"))
            summary.add(event, is_shown=is_shown)
            yield summary.events
        file.write(_top(content, summary).encode("utf-8", "replace"))
        _copy(body, file)
        file.write(_foot(content).encode("utf-8", "replace"))


def _copy(body: IO[bytes], file: BinaryIO) -> None:
    body.seek(0)
    while piece := body.read(1_000_000):
        file.write(piece)


def _top(content: Content, summary: _Summary) -> str:
    style = _style()
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    sentences = "".join(f"<p>{shown(each)}</p>" for each in content.about.sentences)
    left_out = summary.left_out
    note = (
        f"<p><b>{left_out:,} of {summary.events:,} events are counted above, but not shown below: "
        f"the report would be larger than {MOST_BYTES // 1_000_000} MB. "
        "Filter, or export as NDJSON, to have them all.</b></p>"
        if left_out
        else ""
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Tracking calls: {summary.events:,} events</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<h1>Tracking calls</h1>\n<div class="muted"><p>{_recorded(content)}</p>{sentences}</div>\n'
        f"{_tiles(summary)}{_rules(summary)}\n<h2>Events</h2>\n{note}\n"
    )


def _recorded(content: Content) -> str:
    created = (content.about.session or {}).get("created_at") or ""
    began = (
        f"Recorded from {timestamp(int(created))[:16].replace('T', ' ')} UTC. "
        if created.isdecimal()
        else ""
    )
    return f"{began}Written by {escape(program())}."


def _tiles(summary: _Summary) -> str:
    tiles = [
        ("events", summary.events),
        ("with errors", summary.by_severity[Severity.ERROR]),
        ("with warnings", summary.by_severity[Severity.WARNING]),
        ("with advice", summary.by_severity[Severity.ADVICE]),
        ("dropped by Segment", summary.by_verdict[Verdict.DROPPED]),
        ("rejected by Segment", summary.by_verdict[Verdict.REJECTED]),
    ]
    items = "".join(f"<li><b>{count:,}</b>{words}</li>" for words, count in tiles)
    return f'<ul class="tiles">{items}</ul>\n'


def _rules(summary: _Summary) -> str:
    if not summary.rules:
        return "<h2>Findings</h2>\n<p>Nothing was found.</p>\n"
    order = sorted(
        summary.counts, key=lambda rule: (-summary.severities[rule], -summary.counts[rule], rule)
    )
    rows = "".join(_rule_row(rule, summary) for rule in order)
    return (
        '<h2>Findings</h2>\n<table><tr><th>Severity</th><th class="count">Times</th><th>Rule</th>'
        f"<th>Events</th></tr>\n{rows}</table>\n"
    )


def _rule_row(rule_id: str, summary: _Summary) -> str:
    rule, word = spec.rule(rule_id), summary.severities[rule_id].word
    title = f"{shown(rule.title)}<br>" if rule else ""
    links = ", ".join(f'<a href="#e{number}">{number:,}</a>' for number in summary.rules[rule_id])
    count = summary.counts[rule_id]
    more = " …" if rule_id in summary.unlinked else ""
    return (
        f'<tr><td><span class="severity {word}">{word}</span></td><td class="count">{count:,}</td>'
        f'<td>{title}<code class="muted">{shown(rule_id)}</code></td><td>{links}{more}</td></tr>\n'
    )


def _section(event: StoredEvent) -> str:
    row = event.row
    facts = [
        timestamp(row.received_at)[:23].replace("T", " "),
        row.source,
        f"{row.verdict.value} by Segment",
    ]
    facts += [f"userId {row.user_id}"] if row.user_id else []
    note = f"<p>{shown(row.mark.note)}</p>" if row.mark.note else ""
    problem = f"<p><b>Not a message: {shown(row.problem)}</b></p>" if row.problem else ""
    return (
        f'<section class="event" id="e{row.number}"><header><h3>{shown(heading(event))}</h3>'
        f'<p class="muted">{shown(" · ".join(filter(None, facts)))}</p>{problem}{note}</header>'
        f'<div class="payload">\n{payload_lines(event)}\n</div></section>\n'
    )


def _foot(content: Content) -> str:
    return f'<p class="foot">{escape(content.masked_sentence)}</p>\n</body>\n</html>\n'


def _style() -> str:
    """The themes of the window as variables, and the layout."""
    light, dark = (_variables(name) for name in ("light", "dark"))
    layout = resource("report", "report.css").read_text(encoding="utf-8")
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{layout}"


def _variables(theme: str) -> str:
    colours = json.loads(resource("themes", f"{theme}.json").read_text(encoding="utf-8"))
    return " ".join(
        f"--{name}: {value};"
        for name, value in colours.items()
        if isinstance(value, str) and value.startswith("#")
    )
