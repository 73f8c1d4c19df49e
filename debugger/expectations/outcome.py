"""What became of an expectation, so that a person sees at once what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debugger.expectations.difference import Difference
from debugger.payload.text import visible

MOST_DIFFERENCES = 8
"""Of one call that are told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that comes near to what was expected."""

    number: int
    label: str
    differences: tuple[Difference, ...]
    """At most `MOST_DIFFERENCES`."""
    more: int = 0
    """Differences that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether an expectation is met, and if not, why."""

    title: str
    line: int
    """Of the expectations file, from 1; 0 where it is not known."""
    met: bool
    expected: str
    """`3 track "Order Completed"`."""
    got: int
    numbers: tuple[int, ...] = ()
    """Of the first calls that match."""
    nearest: tuple[Candidate, ...] = ()
    """The nearest first."""
    instead: tuple[str, ...] = ()
    """What came, where nothing comes near."""

    @property
    def sentence(self) -> str:
        """`expected 3 track "Order Completed", got 2 (#4, #9)`."""
        listed = ", ".join(f"#{number}" for number in self.numbers)
        more = ", …" if self.got > len(self.numbers) > 0 else ""
        return visible(
            f"expected {self.expected}, got {self.got:,}{f' ({listed}{more})' if listed else ''}"
        )

    @property
    def named_before(self) -> str:
        """`The order is told once: `; empty where the person has given it no name."""
        return f"{visible(self.title)}: " if self.title not in self.expected else ""

    def explanation(self) -> Iterator[str]:
        """What a person needs beside the sentence, line by line; those of a candidate are indented."""
        for place, candidate in enumerate(self.nearest):
            yield visible(f"{'nearest' if place == 0 else 'then'}: {candidate.label}")
            for difference in candidate.differences:
                yield visible(f"  {difference.sentence}")
            if candidate.more:
                yield f"  and {candidate.more:,} more"
        if self.instead:
            yield visible(f"what came: {', '.join(self.instead)}")

    def told(self) -> dict[str, object]:
        """What programs are told of it."""
        return {
            "title": self.title,
            "line": self.line,
            "met": self.met,
            "expected": self.expected,
            "got": self.got,
            "events": list(self.numbers),
            "nearest": [
                {
                    "event": each.number,
                    "label": each.label,
                    "differences": [
                        {"pointer": one.pointer, "expected": one.expected, "got": one.got}
                        for one in each.differences
                    ],
                    "more": each.more,
                }
                for each in self.nearest
            ],
            "instead": list(self.instead),
        }
