"""JSON Pointers (RFC 6901): how a finding names its place in a payload."""

from __future__ import annotations

ROOT = ""


def join(parent: str, *tokens: str | int) -> str:
    """The pointer of a member or element below `parent`: `join("/properties", "a/b")` is `/properties/a~1b`."""
    escaped = (str(token).replace("~", "~0").replace("/", "~1") for token in tokens)
    return "/".join((parent, *escaped))


def split(pointer: str) -> tuple[str, ...]:
    """The reference tokens of a pointer, unescaped; the root has none."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


def parent(pointer: str) -> str:
    """The pointer one step up; the root's is the root."""
    return pointer.rpartition("/")[0]
