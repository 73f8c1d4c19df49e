"""What is known of libraries: short names for people, and which of them ask for settings."""

from __future__ import annotations

import json
from functools import cache

from debugger.payload.text import elided, visible
from debugger.resources import resource
from debugger.spec.tables import words

LONGEST_NAME = 40
"""Characters of a name that is shown."""

UNKNOWN = "Unknown"
"""The name of a sender that says nothing of itself."""


def short_name(library: str) -> str:
    """`analytics-react-native` is `React Native`; a library that is not known keeps its name, safe to show."""
    return (
        _names().get(library)
        or elided(visible(library.removeprefix("@segment/")), LONGEST_NAME)
        or UNKNOWN
    )


def can_ask(library: str, client: str, *, rudder: bool) -> bool:
    """Whether an app with `library` can have asked for settings as `client`, or told figures of itself.

    `rudder` says that it was at the path of RudderStack's, whose libraries ask there and nowhere else.
    Libraries of servers ask for none; one that is not known is told by its user agent.
    """
    if library in words("client_libraries", "names"):
        return ("rudder" in library.lower()) == rudder
    return library == client.partition(" ")[0]


@cache
def _names() -> dict[str, str]:
    text = resource("sources", "library_names.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return names
