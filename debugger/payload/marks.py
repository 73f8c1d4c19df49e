"""Where findings stand in a laid-out payload: on which line, or as the ghost of a line that is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from debugger.findings import Finding, Severity
from debugger.payload.layout import Layout, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """A line for a field that a finding speaks of and the payload does not hold."""

    after: int
    """Index of the layout's line that it follows."""
    depth: int
    text: str
    """`"event": missing (required)`, without indentation."""
    pointer: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The findings of a payload by the place where they are shown; findings are named by their index."""

    by_line: Mapping[int, tuple[int, ...]]
    ghosts: tuple[Ghost, ...]
    """In the order of the lines they follow."""
    severities: tuple[Severity, ...]

    def worst(self, findings: Sequence[int]) -> Severity:
        """The worst severity among some findings."""
        return max(self.severities[index] for index in findings)

    def line_of(self, finding: int) -> int | None:
        """The line that a finding marks; None when a ghost does."""
        return next((line for line, here in self.by_line.items() if finding in here), None)

    def ghost_of(self, finding: int) -> int | None:
        """The index of the ghost that stands for a finding's field."""
        return next((at for at, ghost in enumerate(self.ghosts) if finding in ghost.findings), None)


NO_MARKS = Marks(by_line={}, ghosts=(), severities=())


def marks_of(layout: Layout, findings: Sequence[Finding]) -> Marks:
    """The place of each finding in the payload.

    A pointer that leads nowhere, though its field is not missing, speaks of a field that the message
    inherits from its batch.
    """
    by_line: dict[int, list[int]] = {}
    absent: dict[str, list[int]] = {}
    for index, finding in enumerate(findings):
        line = _line_for(layout, finding)
        if line is None:
            absent.setdefault(finding.pointer, []).append(index)
        else:
            by_line.setdefault(line, []).append(index)
    ghosts = [_ghost(layout, findings, tuple(indexes)) for indexes in absent.values()]
    return Marks(
        by_line={line: tuple(indexes) for line, indexes in by_line.items()},
        ghosts=tuple(sorted(ghosts, key=lambda ghost: ghost.after)),
        severities=tuple(finding.severity for finding in findings),
    )


def marked_span(layout: Layout, index: int) -> Span:
    """What to underline on a line: the value, and for an object or array its key with the bracket."""
    line = layout.lines[index]
    if index in layout.folds and line.key is not None:
        return Span(line.key.start, line.value.end)
    return line.value


def _line_for(layout: Layout, finding: Finding) -> int | None:
    if not finding.pointer and layout.problem_line is not None:
        return layout.problem_line
    line = layout.line_of(finding.pointer)
    return None if finding.missing and finding.pointer else line


def _ghost(layout: Layout, findings: Sequence[Finding], indexes: tuple[int, ...]) -> Ghost:
    finding = findings[indexes[0]]
    place = layout.ghost_place(finding.pointer)
    required = any(findings[index].severity is Severity.ERROR for index in indexes)
    absence = "missing (required)" if required else "missing"
    said = absence if finding.missing else "from the batch's envelope"
    name = place.name or finding.pointer.rpartition("/")[2]
    return Ghost(
        after=place.after,
        depth=place.depth,
        text=f'"{name}": {said}',
        pointer=finding.pointer,
        findings=indexes,
    )
