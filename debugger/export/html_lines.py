"""The payload of an event as lines of HTML, its findings at the lines that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from debugger import spec
from debugger.findings import Finding
from debugger.payload.layout import INDENT, Layout, Line, Span, lay_out
from debugger.payload.marks import Marks, marked_span, marks_of
from debugger.payload.text import elided, visible
from debugger.session.rows import StoredEvent

MOST_LINES = 300
"""Lines of a payload that are shown in any case."""

_AROUND = 2
"""Lines shown before and after a finding further down."""

_LONGEST_LINE = 2_000
"""Characters."""

_CLASSES = {
    '"': "s",
    "t": "c",
    "f": "c",
    "n": "c",
    "N": "c",
    "I": "c",
    "{": "p",
    "[": "p",
    "}": "p",
    "]": "p",
}


def payload_lines(event: StoredEvent) -> str:
    """The lines, with what is left out said."""
    return "\n".join(_pieces(event))


def shown(text: str) -> str:
    """Captured text in HTML: escaped, and with what cannot be seen made visible."""
    return escape(visible(text))


def _pieces(event: StoredEvent) -> Iterator[str]:
    layout = lay_out(event.payload)
    marks = marks_of(layout, event.findings)
    wanted = _wanted(layout, marks)
    before = -1
    for index in wanted:
        if index > before + 1:
            yield _gap(index - before - 1)
        yield _row(layout, marks, index)
        for place in marks.by_line.get(index, ()):
            yield _finding(event.findings[place])
        yield from _ghosts(marks, index, event.findings)
        before = index
    if before + 1 < len(layout.lines):
        yield _gap(len(layout.lines) - before - 1)


def _wanted(layout: Layout, marks: Marks) -> Sequence[int]:
    """The lines to show: the first ones, and those around findings."""
    count = len(layout.lines)
    if count <= MOST_LINES:
        return range(count)
    chosen = set(range(MOST_LINES))
    for index in (*marks.by_line, *(ghost.after for ghost in marks.ghosts)):
        chosen.update(range(max(0, index - _AROUND), min(count, index + _AROUND + 1)))
    return sorted(chosen)


def _row(layout: Layout, marks: Marks, index: int) -> str:
    line = layout.lines[index]
    found = marks.by_line.get(index)
    lit = f" {marks.worst(found).word}-lit" if found else ""
    text = _coloured(line, marked_span(layout, index) if found else None)
    return f'<div class="row{lit}"><i>{index + 1}</i><span>{text}</span></div>'


def _coloured(line: Line, mark: Span | None) -> str:
    text = line.text
    spans = [] if line.key is None else [(line.key, "k")]
    kind = _CLASSES.get(text[line.value.start : line.value.start + 1], "n")
    spans.append((line.value, kind))
    pieces: list[str] = []
    position = 0
    for span, name in spans:
        pieces.append(_cut(text[position : span.start]))
        part = f'<span class="{name}">{_cut(text[span.start : span.end])}</span>'
        underlined = mark is not None and mark.start <= span.start and span.end <= mark.end
        pieces.append(f"<u>{part}</u>" if underlined else part)
        position = span.end
    pieces.append(_cut(text[position:]))
    return "".join(pieces)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_LINE:
        return shown(text)
    more = len(text) - _LONGEST_LINE
    return f'{shown(text[:_LONGEST_LINE])}<span class="muted">… {more:,} more characters</span>'


def _ghosts(marks: Marks, index: int, findings: Sequence[Finding]) -> Iterator[str]:
    for ghost in marks.ghosts:
        if ghost.after == index:
            lit = marks.worst(ghost.findings).word
            text = shown(INDENT * ghost.depth + ghost.text)
            yield f'<div class="row ghost {lit}-lit"><i>+</i><span>{text}</span></div>'
            for place in ghost.findings:
                yield _finding(findings[place])


def _finding(finding: Finding) -> str:
    rule = spec.rule(finding.rule)
    word = finding.severity.word
    why = f'<p class="muted">{shown(rule.why)}</p>' if rule else ""
    link = f'<a href="{escape(rule.reference)}">Segment&rsquo;s documentation</a>' if rule else ""
    return (
        f'<div class="finding {word}"><p><span class="severity {word}">{word}</span> '
        f"{shown(finding.message)}</p><p><b>{shown(finding.remedy)}</b></p>{why}"
        f'<p class="muted"><code>{shown(finding.rule)}</code> {link}</p></div>'
    )


def _gap(count: int) -> str:
    return f'<div class="gap">{count:,} more lines are not shown here.</div>'


def heading(event: StoredEvent) -> str:
    """What an event is, in a line."""
    name = elided(event.row.name, 200) if event.row.name else ""
    kind = event.row.type or "no type"
    return f"{event.row.number:,} · {kind} {name}".strip()
