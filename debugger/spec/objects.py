"""The fault of a field that must be an object and is something else."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.spec.rule import Fault
from debugger.spec.wording import described


def not_an_object(message: Message, name: str, *, example: str) -> Iterable[Fault]:
    """A fault when the top-level field `name` is there and neither an object nor null."""
    value = message.fields.get(name)
    if value is None or isinstance(value, dict):
        return ()
    return (
        Fault(
            pointer=f"/{name}",
            message=f"{name} is {described(value)}, not an object.",
            remedy=_remedy(value, example),
        ),
    )


def _remedy(value: object, example: str) -> str:
    if value == []:
        return (
            "Send {}, not []: PHP and Lua write an empty table as an array unless told otherwise."
        )
    if isinstance(value, str) and value.lstrip().startswith("{"):
        return "Send the object itself: it was turned into JSON once too often."
    return f"Send an object of names and values, such as {example}."
