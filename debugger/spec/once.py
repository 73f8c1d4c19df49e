"""Keeps what was worked out about a message while its rules are asked one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from debugger.events import Message
from debugger.spec.remembered import LARGEST_MESSAGE

Result = TypeVar("Result")


class OncePerMessage(Generic[Result]):
    """A function of a message that is worked out once, though several rules ask for it.

    Only the last message is kept, and no large one. Two threads that judge at the same time only work it out again.
    """

    __slots__ = ("_function", "_last")

    def __init__(self, function: Callable[[Message], Result]) -> None:
        self._function = function
        self._last: tuple[Message, Result] | None = None

    def __call__(self, message: Message) -> Result:
        last = self._last
        if last is not None and last[0] is message:
            return last[1]
        result = self._function(message)
        if len(message.payload) <= LARGEST_MESSAGE:
            self._last = (message, result)
        return result
