"""Tells calls from browsers and mobile apps, whose SDKs keep an anonymousId, from those of servers."""

from __future__ import annotations

from debugger.events import Message
from debugger.spec.tables import words


def is_client(message: Message) -> bool:
    """Whether a browser or mobile app seems to have made the call."""
    context = message.fields.get("context")
    if not isinstance(context, dict):
        return message.source.library in _client_libraries()
    if context.get("channel") in ("browser", "mobile"):
        return True
    library = context.get("library")
    name = library.get("name") if isinstance(library, dict) else message.source.library
    return isinstance(name, str) and name in _client_libraries()


def _client_libraries() -> frozenset[str]:
    return words("client_libraries", "names")


def sends_of_itself(context: object, what: str) -> bool:
    """Whether the library that the context names is one of those listed under `what`.

    What an SDK sends of itself, nobody who uses it can mend: it is no finding.
    """
    library = context.get("library") if isinstance(context, dict) else None
    name = library.get("name") if isinstance(library, dict) else None
    return isinstance(name, str) and name in words("client_libraries", what)
