"""Calls from browsers and mobile apps are told from those of servers, to say which identity is missing."""

from __future__ import annotations

import pytest

from debugger.events import Message, Source
from debugger.spec.clients import is_client


@pytest.mark.parametrize(
    ("context", "library", "client"),
    [
        ({"library": {"name": "analytics.js"}}, "", True),
        ({"library": {"name": "analytics-swift"}}, "", True),
        ({"channel": "mobile"}, "", True),
        ({}, "analytics-kotlin", True),
        (None, "analytics.js", True),
        ({"library": {"name": "analytics-python"}}, "", False),
        ({"library": {"name": ["analytics.js"]}}, "", False),
        ({"library": "curl", "channel": ["mobile"]}, "", False),
        ({"channel": "server"}, "", False),
        ("web", "", False),
        ({}, "", False),
    ],
)
def test_the_library_or_the_channel_tells(context: object, library: str, client: bool) -> None:  # noqa: FBT001
    message = Message(payload=b"", fields={"context": context}, source=Source(library=library))
    assert is_client(message) is client
