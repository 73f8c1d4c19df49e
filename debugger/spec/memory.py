"""What is remembered of the messages of a session while it is judged: bounded, and taken back on demand."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """A mapping that forgets what was put in longest ago.

    Between `most` and half of that is known at any time. What was put in since the last `keep` can be
    taken back, since messages that could not be stored are as good as never sent.
    """

    __slots__ = ("_half", "_older", "_undo", "_younger")

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._younger: dict[Key, Value] = {}
        self._older: dict[Key, Value] = {}
        self._undo: list[tuple[Key, Value | None]] = []

    def get(self, key: Key) -> Value | None:
        """What was put in under `key` last; None where nothing was, or it is forgotten."""
        value = self._younger.get(key)
        return self._older.get(key) if value is None else value

    def put(self, key: Key, value: Value) -> None:
        """Remembers `value`, instead of what `key` stood for before."""
        self._undo.append((key, self._younger.get(key)))
        self._younger[key] = value

    def keep(self) -> None:
        """What was put in stays."""
        self._undo.clear()
        if len(self._younger) >= self._half:
            self._older, self._younger = self._younger, {}

    def take_back(self) -> None:
        """What was put in since the last `keep` was never put in."""
        while self._undo:
            key, before = self._undo.pop()
            if before is None:
                del self._younger[key]
            else:
                self._younger[key] = before


class Memories:
    """Every memory of one session, kept and taken back together."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: list[Memory[Any, Any]] = []

    def of(self, most: int) -> Memory[Any, Any]:
        """A memory of at most `most` things, give or take those of the messages being judged."""
        memory: Memory[Any, Any] = Memory(most)
        self._made.append(memory)
        return memory

    def keep(self) -> None:
        """What was remembered since the last time stays."""
        for memory in self._made:
            memory.keep()

    def take_back(self) -> None:
        """What was remembered since the last `keep` was never remembered."""
        for memory in self._made:
            memory.take_back()
