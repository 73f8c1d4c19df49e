"""A timeline in words: how many calls, of which severity, when, and where most of them are."""

from __future__ import annotations

from collections.abc import Mapping

from debugger.findings import Severity
from debugger.session.timeline import SEVERITIES, Stack
from debugger.window.models.time_view import Span, clock, length_words


def stack_words(stack: Stack) -> str:
    """`1,204 calls, 3 with errors, 12 with warnings`."""
    calls = sum(stack)
    parts = ["1 call" if calls == 1 else f"{calls:,} calls" if calls else "no calls"]
    for severity, word in (
        (Severity.ERROR, "errors"),
        (Severity.WARNING, "warnings"),
        (Severity.ADVICE, "advice"),
    ):
        if stack[severity]:
            parts.append(f"{stack[severity]:,} with {word}")
    return ", ".join(parts)


def said(span: Span, stacks: Mapping[int, Stack], width: int) -> str:
    """The whole timeline in a sentence or two."""
    if not stacks:
        return "No calls."
    together = tuple(sum(stack[each] for stack in stacks.values()) for each in range(SEVERITIES))
    most = max(stacks, key=lambda bucket: sum(stacks[bucket]))
    return (
        f"From {clock(span[0], 1_000_000)} to {clock(span[1], 1_000_000)}: {stack_words(together)}. "
        f"Most at {clock(most * width, width)}: {sum(stacks[most]):,} in {length_words(width)}."
    )
