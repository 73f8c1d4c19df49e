"""Text: what differs, for people who read the log of a build."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from debugger.cli.comparisons.compared import CallsCompared, SessionsCompared
from debugger.cli.terminal import counted, wants_colour
from debugger.comparing.payloads import Difference, Way
from debugger.comparing.sessions import Aspect, Change
from debugger.payload.text import elided, visible

_SIGNS = {Way.GONE: "-", Way.NEW: "+", Way.CHANGED: "~"}
_COLOURS = {"-": "31", "+": "32", "~": "33"}
_WIDEST = 60
"""Columns of a name before its values stand further right."""


def write(told: CallsCompared | SessionsCompared, output: TextIO) -> None:
    """Writes what differs, the signs `-`, `+` and `~` saying gone, new and changed."""
    colour = wants_colour(output)
    lines = _calls(told) if isinstance(told, CallsCompared) else _sessions(told)
    for sign, line in lines:
        shown = visible(line)
        if colour:
            shown = f"\x1b[{_COLOURS[sign]}m{shown}\x1b[0m" if sign in _COLOURS else shown
        output.write(f"{shown}\n")


def _calls(told: CallsCompared) -> Iterator[tuple[str, str]]:
    comparison = told.comparison
    yield "", f"{told.before.title} → {told.after.title}"
    width = _width([each.pointer for each in comparison.differences])
    for each in comparison.differences:
        sign = _SIGNS[each.way]
        yield sign, f"  {sign} {each.pointer:<{width}}  {_values(each)}"
    if comparison.more:
        yield "", "  … and more"
    yield "", _summary_of_calls(told)


def _values(difference: Difference) -> str:
    if difference.way is Way.CHANGED:
        return f"{difference.before} → {difference.after}"
    return difference.before or difference.after


def _summary_of_calls(told: CallsCompared) -> str:
    differences = counted(len(told.comparison.differences), "difference", "differences")
    folded = told.comparison.folded
    if not folded:
        return differences
    names = ", ".join(each.pointer.removeprefix("/") for each in folded)
    return f"{differences}; {counted(len(folded), 'volatile field', 'volatile fields')} folded: {names}"


def _sessions(told: SessionsCompared) -> Iterator[tuple[str, str]]:
    calls = f"{told.before.calls:,} → {counted(told.after.calls, 'call', 'calls')}"
    yield "", f"{told.names[0]} → {told.names[1]}: {calls}"
    for aspect in Aspect:
        found = told.of(aspect)
        if not found:
            continue
        fails = "" if aspect in told.fail_on else " (not in --fail-on)"
        yield "", ""
        yield "", f"{aspect.heading}{fails}"
        width = _width([change.what for change in found])
        if aspect in {Aspect.EVENTS, Aspect.COUNTS}:
            yield from (_line(change, width, "  ") for change in found)
            continue
        for event, of_event in groupby(found, key=lambda change: change.event):
            yield "", f"  {event}"
            yield from (_line(change, width, "    ") for change in of_event)
    if told.changes:
        yield "", ""
    yield "", _summary(told)


def _line(change: Change, width: int, indent: str) -> tuple[str, str]:
    return change.sign, f"{indent}{change.sign} {change.what:<{width}}  {change.sentence}"


def _summary(told: SessionsCompared) -> str:
    parts = [f"{len(told.of(aspect)):,} in {aspect}" for aspect in Aspect if told.of(aspect)]
    left_out = told.before.left_out + told.after.left_out
    more = f"; {left_out:,} calls of too many different names left out" if left_out else ""
    whole = counted(len(told.changes), "difference", "differences")
    return f"{whole}{': ' if parts else ''}{', '.join(parts)}{more}"


def _width(names: list[str]) -> int:
    return max((min(len(visible(elided(name, _WIDEST))), _WIDEST) for name in names), default=0)
