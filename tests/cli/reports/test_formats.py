"""Every format is found in its folder, and takes whatever it is given."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.cli.reports import formats
from debugger.findings import Severity
from debugger.payload.text import visible

Reported = Callable[..., str]


def test_formats_are_found_in_their_folder() -> None:
    assert formats().keys() == {"text", "json", "junit", "sarif", "github"}
    assert all(each.name == name for name, each in formats().items())
    assert all(each.title.endswith(".") for each in formats().values())


@pytest.mark.parametrize("name", ["text", "json", "junit", "sarif", "github"])
@settings(max_examples=40)
@given(
    text=st.text(st.characters(codec=None, exclude_categories=[]), max_size=40),
    fail_on=st.sampled_from([None, *Severity]),
)
def test_captured_text_commands_no_terminal_and_breaks_no_line(
    reported: Reported, name: str, text: str, fail_on: Severity | None
) -> None:
    properties = {text: {"value": 1}, "revenue": text, "currency": text}
    call = {"type": "track", "event": text, "userId": "u", "properties": properties}
    shown = reported(name, json.dumps(call).encode(), fail_on=fail_on, file=f"a{text}b")
    assert "revenue-not-number" in shown
    assert all(visible(line) == line for line in shown.split("\n"))
    shown.encode()


@pytest.mark.parametrize("name", ["text", "json", "junit", "sarif", "github"])
@settings(max_examples=40)
@given(line=st.binary(max_size=60).filter(lambda line: b"\n" not in line))
def test_any_bytes_are_reported(reported: Reported, name: str, line: bytes) -> None:
    reported(name, b'{"type":"track"}', line).encode()
