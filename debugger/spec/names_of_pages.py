"""What `name` and `category` of a page or screen share: Segment takes no empty text, and nothing but text."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.spec.rule import Fault
from debugger.spec.wording import described


def not_a_text(message: Message, name: str, *, example: str) -> Iterable[Fault]:
    """A fault when the top-level field `name` is empty or no string; null is as good as none."""
    value = message.fields.get(name)
    if value is None or (isinstance(value, str) and value):
        return ()
    return (
        Fault(
            pointer=f"/{name}",
            message=f"{name} is {described(value)}" + ("." if value == "" else ", not a string."),
            remedy=f'Send "{name}": "{example}", or leave {name} out.',
        ),
    )
