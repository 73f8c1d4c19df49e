"""A screen of a size that no screen has."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

MOST = {"width": 100_000, "height": 100_000, "density": 2_000}
"""More than any screen has: pixels, pixels, and pixels to an inch, which some SDKs send as density."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each number of `context.screen` below 0 or above `MOST`; SDKs send 0 where they know none."""
    context = message.fields.get("context")
    screen = context.get("screen") if isinstance(context, dict) else None
    if not isinstance(screen, dict):
        return ()
    return [
        Fault(
            pointer=f"/context/screen/{name}",
            message=f"context.screen.{name} is {quoted(size)}, which no screen has.",
            remedy="Send what the device says, or leave the field out.",
        )
        for name, most in MOST.items()
        if isinstance(size := screen.get(name), (int, float))
        and not isinstance(size, bool)
        and not 0 <= size <= most
    ]


RULE = Rule(
    id="screen-size-impossible",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="No screen has this size",
    why="Reports by the size of the screen put the user among the wrong devices.",
    remedy="Send pixels for width and height, and for density the pixels to one pixel of layout.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
