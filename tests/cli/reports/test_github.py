"""GitHub reads the commands as they were meant: one a line, with what separates them escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

Reported = Callable[..., str]

NAMELESS = b'{"type":"track","userId":"u"}'
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and text of each command, unescaped as GitHub's runner does."""
    found = []
    for line in report.splitlines()[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append(
            (match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3]))
        )
    return found


def unescaped(text: str) -> str:
    for code, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(code, character)
    return text


def test_a_command_names_file_line_and_rule(reported: Reported) -> None:
    ((level, properties, text),) = commands(reported("github", b"", NAMELESS))
    assert level == "error"
    assert properties == {
        "file": "calls.ndjson",
        "line": "2",
        "title": "Event name is missing (event-missing)",
    }
    assert text.startswith("/event: This track call has no event name. Add ")


def test_levels(reported: Reported) -> None:
    call = {"type": "track", "event": "Walk Booked", "userId": "u"}
    advice = json.dumps(call | {"properties": {"currency": "eur"}}).encode()
    warning = json.dumps(call | {"context": {"locale": "en_US"}}).encode()
    shown = commands(reported("github", NAMELESS, warning, advice))
    assert [level for level, _, _ in shown] == ["error", "warning", "notice"]
    assert [properties["line"] for _, properties, _ in shown] == ["1", "2", "3"]


def test_what_separates_is_escaped(reported: Reported) -> None:
    value = "50% off: a, b\r\n::error::no\x1b[2J"
    call = {
        "type": "track",
        "event": "Walk Booked",
        "userId": "u",
        "properties": {"revenue": value},
    }
    report = reported("github", json.dumps(call).encode(), file="50%,a:b\n.ndjson")
    assert "file=50%25%2Ca%3Ab%0A.ndjson,line=1," in report
    assert "\x1b" not in report
    ((_, properties, text),) = commands(report)
    assert properties["file"] == "50%,a:b\n.ndjson"
    assert r"50% off: a, b\r\n::error::no\x1b[2J" in text


def test_standard_input_has_no_file_and_the_summary_is_no_command(reported: Reported) -> None:
    report = reported("github", NAMELESS, file="-")
    assert report.startswith("::error line=1,title=")
    assert report.splitlines()[-1] == "1 event: 1 error; 1 dropped by Segment"
