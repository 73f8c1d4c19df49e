"""Text: a table for each event, in the words of the window's groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from debugger.cli.columns import columns
from debugger.cli.schemas.told import Told
from debugger.cli.terminal import counted
from debugger.payload.text import visible
from debugger.schema import words
from debugger.schema.events import EventSchema


def write(told: Told, output: TextIO) -> None:
    """Writes the events, those with the most calls first."""
    output.writelines(f"{line}\n" for line in _lines(told))


def _lines(told: Told) -> Iterator[str]:
    events = counted(len(told.events), "event", "events")
    yield f"{visible(told.file)}: {events}, {words.calls_words(told.calls)}"
    if told.left_out:
        yield f"{words.calls_words(told.left_out)} of too many different names left out"
    for event in told.events:
        yield ""
        yield words.kind_words(words.event_title(*event.key), event.kind, event.calls)
        if event.kind.places:
            yield from _table(event)


def _table(event: EventSchema) -> Iterator[str]:
    rows: list[Sequence[str]] = [words.COLUMNS]
    for pointer, place in words.in_rows(event.kind):
        rows.append(words.row_words(pointer, place, event.kind.calls))
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    for name, share, calls, types in rows:
        padding = " " * (widths[0] - columns(name))
        yield f"  {name}{padding}  {share:>{widths[1]}}  {calls:>{widths[2]}}  {types}"
