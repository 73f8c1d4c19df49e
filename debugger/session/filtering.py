"""Finds the events a filter asks for, newest first, a stretch at a time so that the first hits show at once."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TypeAlias

from debugger.query import Node
from debugger.query.tree import And
from debugger.session.answered import Answers
from debugger.session.conditions import Conditions
from debugger.session.envelopes import Inherited
from debugger.session.functions import Functions
from debugger.session.questions import Ask, Question
from debugger.session.source_names import all_sources

CHUNK = 4096
"""Events looked through in one step at most."""
_FIRST_CHUNK = 512
_STEP = 0.03
"""Seconds that a step is to take: the first hits show at once, and what is not wanted any more ends at once."""

Steps: TypeAlias = "Generator[tuple[array[int], float], None, None]"


def chunks(  # noqa: PLR0913 - what a search is made of
    connection: sqlite3.Connection,
    functions: Functions,
    query: Node,
    first: int,
    last: int,
    *,
    among: Sequence[int] | None = None,
) -> Steps:
    """Hits among the events from `first` to `last`, newest first, with the part that is done (0 to 1).

    Where `among` is given, only those of these sources.
    """
    with _asking(connection, functions, query, first, last, among) as ask:
        end, chunk = max(last, first - 1), _FIRST_CHUNK
        while end >= first:
            start, begun = max(first, end - chunk + 1), monotonic()
            found = ask(start, end)
            chunk = _next_chunk(chunk, monotonic() - begun)
            yield found, (last - start + 1) / (last - first + 1)
            end = start - 1


@contextmanager
def _asking(  # noqa: PLR0913, PLR0917 - as above
    connection: sqlite3.Connection,
    functions: Functions,
    query: Node,
    first: int,
    last: int,
    among: Sequence[int] | None,
) -> Iterator[Ask]:
    """Asks stretches between `first` and `last`, with what envelopes say where one of a stretch says something."""
    sources, answers, inherited = all_sources(connection), Answers(connection), Inherited()
    scanning = among is None and not isinstance(query, And)  # other terms leave fewer to look at
    usual, merging = (
        Question(query, among, Conditions(sources, answers, each, scanning=scanning))
        for each in (None, inherited)
    )
    within = {"first": first, "last": last}
    with ExitStack() as questions:
        ask = asking = questions.enter_context(
            usual.asked(connection, functions, inherited, **within)
        )
        if inherited.names:
            asking = questions.enter_context(
                merging.asked(connection, functions, inherited, **within)
            )

        def ask_either(start: int, end: int) -> array[int]:
            """The hits of a stretch, the newest first."""
            inherited.load(connection, start, end)
            return (asking if inherited.by_request else ask)(start, end)

        yield ask_either


def among_these(
    connection: sqlite3.Connection,
    functions: Functions,
    query: Node,
    numbers: Sequence[int],
    *,
    among: Sequence[int] | None = None,
) -> Iterator[array[int]]:
    """The hits among these ascending numbers, ascending, a piece at a time; `among` as above."""
    if not numbers:
        return
    start = 0
    with _asking(connection, functions, query, numbers[0], numbers[-1], among) as ask:
        while start < len(numbers):
            end = bisect_left(numbers, numbers[start] + CHUNK, start)
            these, start = numbers[start:end], end
            wanted = these if isinstance(these, range) else set(these)
            found = [number for number in ask(these[0], these[-1]) if number in wanted]
            yield array("q", reversed(found))


def _next_chunk(chunk: int, taken: float) -> int:
    """Twice as many where there was time for more, half where it took too long."""
    if taken > _STEP:
        return max(_FIRST_CHUNK // 4, chunk // 2)
    return min(CHUNK, chunk * 2) if taken < _STEP / 2 else chunk
