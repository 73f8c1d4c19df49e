"""How to trust the certificate, system by system, from `resources/trust`: prose, headings and commands to copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from textwrap import dedent

from debugger.resources import resource


class Kind(Enum):
    """What a block of a page is."""

    PROSE = "prose"
    HEADING = "heading"
    COMMAND = "command"
    """To be copied; it may have several lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPage:
    """How to trust the certificate on one system, and how to undo that."""

    id: str
    title: str
    text: str
    """With places for what is asked of `blocks`."""

    def blocks(self, places: Mapping[str, str]) -> tuple[Block, ...]:
        """Its parts, with `{name}` replaced by what `places` has for it. A command is indented by four."""
        text = self.text
        for name, value in places.items():
            text = text.replace(f"{{{name}}}", value)
        return tuple(_block(part) for part in _parts(text))


def trust_pages() -> tuple[TrustPage, ...]:
    """All there are, in the order to offer them."""
    index = json.loads(resource("trust", "index.json").read_text(encoding="utf-8"))
    return tuple(TrustPage(text=_text(entry["id"]), **entry) for entry in index)


def _parts(text: str) -> list[str]:
    """Split at empty lines, except between two lines of a command."""
    parts: list[str] = []
    for part in text.strip("\n").split("\n\n"):
        if parts and parts[-1].startswith("    ") and part.startswith("    "):
            parts[-1] += f"\n\n{part}"
        else:
            parts.append(part)
    return parts


def _block(part: str) -> Block:
    if part.startswith("    "):
        return Block(Kind.COMMAND, dedent(part))
    if part.startswith("# "):
        return Block(Kind.HEADING, part.removeprefix("# "))
    return Block(Kind.PROSE, part)


def _text(name: str) -> str:
    return resource("trust", f"{name}.txt").read_text(encoding="utf-8")
