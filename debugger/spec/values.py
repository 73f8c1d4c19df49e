"""Every value in a payload with its place, for rules that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.payload import pointer

MOST = 50_000
"""Values that are looked at; those after them are left alone."""


def values(value: object, place: str) -> Iterator[tuple[str, object]]:
    """The scalars in `value`, which stands at `place`, in no order; needs no recursion."""
    stack: list[tuple[str, object]] = [(place, value)]
    seen = 0
    while stack and seen < MOST:
        here, item = stack.pop()
        seen += 1
        if isinstance(item, dict):
            stack.extend((pointer.join(here, name), member) for name, member in item.items())
        elif isinstance(item, list):
            stack.extend((f"{here}/{index}", member) for index, member in enumerate(item))
        else:
            yield here, item
