"""The lines of a payload around a finding, with what is wrong underlined, as compilers show source code."""

from __future__ import annotations

from dataclasses import dataclass

from debugger.cli.columns import columns, cut, cut_start
from debugger.findings import Finding, Severity
from debugger.payload.layout import INDENT, Layout, Span
from debugger.payload.text import visible

GHOST = "+"
"""Stands in place of the number of a line that the payload does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLine:
    """One line of a frame, safe to print."""

    label: str
    """Its number from 1 in the laid-out payload, or `GHOST`."""
    text: str
    underline: str = ""
    """What to print below the text; empty where nothing is marked."""


def frame_of(layout: Layout, finding: Finding, width: int) -> tuple[FrameLine, ...]:
    """The line that a finding speaks of, between one before and one after, each in `width` columns.

    A field that is not there has the ghost of a line. What is wrong with the payload as a whole has
    no frame, unless reading stopped at a place.
    """
    room = max(width - len(str(len(layout.lines))) - len(" | "), 20)
    if not finding.pointer:
        if layout.problem_line is None:
            return ()
        return _around(layout, layout.problem_line, _where_reading_stopped(layout), room)
    index = layout.line_of(finding.pointer)
    if index is None or finding.missing:
        return _around_ghost(layout, finding, room)
    return _around(layout, index, _marked(layout, index), room)


def _around(layout: Layout, index: int, mark: Span, room: int) -> tuple[FrameLine, ...]:
    text = layout.lines[index].text
    marked = _underlined(str(index + 1), text, mark, room)
    return *_plain(layout, index - 1, room), marked, *_plain(layout, index + 1, room)


def _around_ghost(layout: Layout, finding: Finding, room: int) -> tuple[FrameLine, ...]:
    place = layout.ghost_place(finding.pointer)
    name = f'"{place.name or finding.pointer.rpartition("/")[2]}"'
    absence = "missing (required)" if finding.severity is Severity.ERROR else "missing"
    said = absence if finding.missing else "from the batch's envelope"
    indent = INDENT * min(place.depth, room // 4)
    mark = Span(len(indent), len(indent) + len(name))
    ghost = _underlined(GHOST, f"{indent}{name}: {said}", mark, room)
    return *_plain(layout, place.after, room), ghost, *_plain(layout, place.after + 1, room)


def _plain(layout: Layout, index: int, room: int) -> tuple[FrameLine, ...]:
    if not 0 <= index < len(layout.lines):
        return ()
    text = cut(visible(layout.lines[index].text), room)
    return (FrameLine(label=str(index + 1), text=text),)


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
