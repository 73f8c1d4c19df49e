"""What to paste into an app so that it sends its calls here, by language, from `resources/snippets`."""

from __future__ import annotations

import json
from dataclasses import dataclass

from debugger.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Code for one SDK, with places for the address."""

    id: str
    title: str
    lexer: str
    """The name of Pygments' lexer for its language."""
    note: str
    """What to know before pasting, in plain text."""
    code: str
    bookmark: str = ""
    """Path of the page of ours that holds the same as a bookmark; empty where there is none."""


def snippets() -> tuple[Snippet, ...]:
    """All there are, in the order to offer them."""
    index = json.loads(resource("snippets", "index.json").read_text(encoding="utf-8"))
    return tuple(Snippet(code=_code(entry["id"]), **entry) for entry in index)


def filled(text: str, address: str) -> str:
    """`text` with `{url}`, `{host}` and `{port}` in it replaced by the address: `http://localhost:8765`."""
    host = address.partition("://")[2]
    port = host.rpartition(":")[2]
    return text.replace("{url}", address).replace("{host}", host).replace("{port}", port)


def _code(name: str) -> str:
    return resource("snippets", f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
