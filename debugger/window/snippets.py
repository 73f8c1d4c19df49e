"""What to paste into an app so that it sends its calls here, by language, from `resources/snippets`."""

from __future__ import annotations

import json
from dataclasses import dataclass

from debugger.resources import resource

_TRUST = "File ▸ HTTPS and devices shows how it comes to trust Track Debugger's certificate."


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
    insists: bool = False
    """Whether the SDK always asks for https, so that it can be given no other address."""
    secure_note: str = ""
    """In place of `note` where the address is one of https."""
    secure_code: str = ""
    """In place of `code` likewise: without what made a secure SDK speak plain http."""
    bookmark: str = ""
    """Path of the page of ours that holds the same as a bookmark; empty where there is none."""

    def filled(self, address: str) -> tuple[str, str]:
        """Note and code for an address: `http://localhost:8765`, `https://localhost:8766`."""
        note, code = self.note, self.code
        if address.startswith("https:"):
            note = f"{self.secure_note or note}\n{_TRUST}"
            code = self.secure_code or code
        return filled(note, address), filled(code, address)


def snippets() -> tuple[Snippet, ...]:
    """All there are, in the order to offer them."""
    index = json.loads(resource("snippets", "index.json").read_text(encoding="utf-8"))
    return tuple(
        Snippet(code=_code(entry["id"]), secure_code=_code(f"{entry['id']}.https"), **entry)
        for entry in index
    )


def filled(text: str, address: str) -> str:
    """`text` with the parts of the address, `http://localhost:8765`, in its places.

    They are `{url}`, `{scheme}`, `{ws}` (a WebSocket's scheme), `{host}` with the port, and `{port}`.
    """
    scheme, _, host = address.partition("://")
    parts = {
        "{url}": address,
        "{scheme}": scheme,
        "{ws}": scheme.replace("http", "ws"),
        "{host}": host,
        "{port}": host.rpartition(":")[2],
    }
    for place, part in parts.items():
        text = text.replace(place, part)
    return text


def _code(name: str) -> str:
    """Empty where there is none of that name."""
    file = resource("snippets", f"{name}.txt")
    return file.read_text(encoding="utf-8").rstrip("\n") if file.is_file() else ""
