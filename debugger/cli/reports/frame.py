"""The lines of a payload around a finding, with what is wrong underlined, as compilers show source code."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from debugger import spec
from debugger.cli.columns import columns, cut, cut_start
from debugger.findings import Finding, Severity
from debugger.payload.layout import INDENT, Layout, Span
from debugger.payload.text import visible
from debugger.spec import Subject
from debugger.wire.masking import BY_NAME

GHOST = "+"
"""Stands in place of the number of a line that the payload does not have."""

NOT_SHOWN = "•••"
"""Stands in place of a private value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLine:
    """One line of a frame, safe to print."""

    label: str
    """Its number from 1 in the laid-out payload, or `GHOST`."""
    text: str
    underline: str = ""
    """What to print below the text; empty where nothing is marked."""


def frame_of(
    layout: Layout, finding: Finding, width: int, *, private: Collection[int] = ()
) -> tuple[FrameLine, ...]:
    """The line that a finding speaks of, between one before and one after, each in `width` columns.

    A field that is not there has the ghost of a line. What is wrong with the payload as a whole has
    no frame, unless reading stopped at a place. The values on `private` lines, by their index, are
    not shown.
    """
    room = max(width - len(str(len(layout.lines))) - len(" | "), 20)
    shown = _Shown(layout, room, private)
    if not finding.pointer:
        if layout.problem_line is None:
            return ()
        return shown.around(layout.problem_line, _where_reading_stopped(layout))
    index = layout.line_of(finding.pointer)
    if index is None or finding.missing:
        return shown.around_ghost(finding)
    return shown.around(index, _marked(layout, index))


def private_lines(layout: Layout, findings: Iterable[Finding]) -> frozenset[int]:
    """The lines with a value that a finding calls private: it would stay in the logs of a build server."""
    places = {finding.pointer for finding in findings if _is_private(finding)}
    lines = {layout.line_of(place) for place in places if place}
    return frozenset(line for line in lines if line is not None and line not in layout.folds)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The lines of a layout as a frame shows them."""

    layout: Layout
    room: int
    """Columns of a line."""
    private: Collection[int]

    def around(self, index: int, mark: Span) -> tuple[FrameLine, ...]:
        text, hidden = self._text(index)
        marked = _underlined(str(index + 1), text, hidden or mark, self.room)
        return *self._plain(index - 1), marked, *self._plain(index + 1)

    def around_ghost(self, finding: Finding) -> tuple[FrameLine, ...]:
        place = self.layout.ghost_place(finding.pointer)
        name = f'"{place.name or finding.pointer.rpartition("/")[2]}"'
        absence = "missing (required)" if finding.severity is Severity.ERROR else "missing"
        said = absence if finding.missing else "from the batch's envelope"
        indent = INDENT * min(place.depth, self.room // 4)
        mark = Span(len(indent), len(indent) + len(name))
        ghost = _underlined(GHOST, f"{indent}{name}: {said}", mark, self.room)
        return *self._plain(place.after), ghost, *self._plain(place.after + 1)

    def _plain(self, index: int) -> tuple[FrameLine, ...]:
        if not 0 <= index < len(self.layout.lines):
            return ()
        text, _ = self._text(index)
        return (FrameLine(label=str(index + 1), text=cut(visible(text), self.room)),)

    def _text(self, index: int) -> tuple[str, Span | None]:
        """The text of a line, and of a private one where its value is left out."""
        line = self.layout.lines[index]
        start, end = line.value
        if index not in self.private and not BY_NAME.spans(line.text):
            return line.text, None
        return (
            f"{line.text[:start]}{NOT_SHOWN}{line.text[end:]}",
            Span(start, start + len(NOT_SHOWN)),
        )


def _underlined(label: str, text: str, mark: Span, room: int) -> FrameLine:
    before = cut_start(visible(text[: mark.start]), room // 2)
    marked = cut(visible(text[mark.start : mark.end]), room - columns(before))
    after = visible(text[mark.end :])
    underline = "^" + "~" * (columns(marked) - 1)
    return FrameLine(
        label=label,
        text=cut(before + marked + after, room),
        underline=" " * columns(before) + underline,
    )


def _is_private(finding: Finding) -> bool:
    rule = spec.rule(finding.rule)
    return rule is not None and rule.subject is Subject.PRIVACY


def _marked(layout: Layout, index: int) -> Span:
    """The value on a line; of an object or array with members its key with the bracket."""
    line = layout.lines[index]
    if index in layout.folds and line.key is not None:
        return Span(line.key.start, line.value.end)
    return line.value


def _where_reading_stopped(layout: Layout) -> Span:
    line = layout.lines[layout.problem_line or 0]
    at_end = layout.problem is not None and layout.problem.offset >= len(layout.source.encode())
    start = len(line.text) if at_end else line.value.start
    return Span(start, start + 1)
