"""The user agent names the library, or the browser, where the message does not."""

from __future__ import annotations

import pytest

from debugger.wire.client import library, told_apart

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
SAFARI = (
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15"
)


@pytest.mark.parametrize(
    ("user_agent", "name", "version"),
    [
        ("analytics-python/2.4.0", "analytics-python", "2.4.0"),
        ("analytics-node-next/latest", "analytics-node-next", "latest"),
        ("curl/8.5.0", "curl", "8.5.0"),
        ("okhttp", "okhttp", ""),
        (CHROME, "Chrome", "156.0.0.0"),
        (CHROME + " Edg/156.1", "Edge", "156.1"),
        (SAFARI, "Safari", "19.1"),
        ("Mozilla/5.0 (X11; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox", "150.0"),
        ("Mozilla/5.0", "browser", ""),
        ("", "", ""),
        ("/ ()", "", ""),
    ],
)
def test_library(user_agent: str, name: str, version: str) -> None:
    assert library(user_agent) == (name, version)


@pytest.mark.parametrize(
    ("name", "fields", "own"),
    [
        ("analytics-python", {"channel": "server"}, "rudder-sdk-python"),
        ("analytics-node", {"channel": "server", "originalTimestamp": "x"}, "rudder-sdk-node"),
        ("analytics-go", {"channel": "server"}, "rudder-sdk-go"),
        ("analytics-go", {}, "analytics-go"),
        ("analytics-node", {"timestamp": "x"}, "analytics-node"),
        ("analytics-node", {"channel": "mobile"}, "analytics-node"),
        ("analytics.js", {"channel": "server"}, "analytics.js"),
    ],
)
def test_some_that_go_by_the_name_of_another(
    name: str, fields: dict[str, object], own: str
) -> None:
    assert told_apart(name, fields) == own
