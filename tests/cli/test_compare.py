"""`track-debugger compare` tells what differs between sessions and calls, and ends with the code it promises."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]

BEFORE = (
    (
        b'{"type":"track","event":"Order Completed","userId":"u","messageId":"1",'
        b'"properties":{"revenue":1,"coupon":"X"}}'
    ),
    b'{"type":"track","event":"Cart Viewed","userId":"u","messageId":"2"}',
)
AFTER = (
    b'{"type":"track","event":"Order Completed","properties":{"revenue":"1"},"userId":"u","messageId":"3"}',
)


@pytest.fixture
def files(tmp_path: Path, record_session: RecordSession) -> None:
    """The last release as a session, this one as payloads."""
    record_session(*BEFORE)
    (tmp_path / "two.ndjson").write_bytes(b"\n".join(AFTER))


@pytest.mark.usefixtures("files")
def test_two_sessions(track_debugger: Run) -> None:
    done = track_debugger("compare", "one.tdsession", "two.ndjson")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "one.tdsession → two.ndjson: 2 → 1 call",
        "",
        "Events",
        '  - track "Cart Viewed"  1 call → none',
        "",
        "Properties",
        '  track "Order Completed"',
        "    - /properties/coupon  in 1 of 1 call → in none",
        "",
        "Types",
        '  track "Order Completed"',
        "    ~ /properties/revenue  number in 1 call → string in 1 call",
        "",
        "New findings",
        '  track "Order Completed"',
        "    + error revenue-not-number  none → 1 call",
        "",
        "4 differences: 1 in events, 1 in properties, 1 in types, 1 in findings",
    ]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("kinds", "code"), [("events", 1), ("counts,mended", 0), ("never", 0), ("types, counts", 1)]
)
def test_the_person_chooses_what_fails(track_debugger: Run, kinds: str, code: int) -> None:
    done = track_debugger("compare", "one.tdsession", "two.ndjson", "--fail-on", kinds)
    assert done.returncode == code
    assert b"4 differences" in done.stdout


@pytest.mark.usefixtures("files")
def test_json_and_junit_of_sessions(track_debugger: Run) -> None:
    given = ("compare", "one.tdsession", "two.ndjson", "--fail-on", "types", "--format")
    found = json.loads(track_debugger(*given, "json").stdout)
    assert found["summary"]["types"] == 1
    failing = [each for each in found["differences"] if each["fails"]]
    assert [(each["kind"], each["pointer"]) for each in failing] == [
        ("types", "/properties/revenue")
    ]
    suites = ET.fromstring(track_debugger(*given, "junit").stdout)  # noqa: S314
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    (case,) = [each for each in suites.iter("testcase") if each.find("failure") is not None]
    assert case.get("name") == 'track "Order Completed"'


@pytest.mark.usefixtures("files")
def test_two_calls(track_debugger: Run) -> None:
    done = track_debugger("compare", "one.tdsession#1", "two.ndjson#1")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        'one.tdsession#1 track "Order Completed" → two.ndjson#1 track "Order Completed"',
        '  ~ /properties/revenue  1 → "1"',
        '  - /properties/coupon   "X"',
        "2 differences; 1 volatile field folded: messageId",
    ]
    found = json.loads(
        track_debugger("compare", "one.tdsession#1", "two.ndjson#1", "--format", "json").stdout
    )
    assert found["folded"] == ["/messageId"]
    same = track_debugger("compare", "one.tdsession#1", "one.tdsession#1", "--format", "junit")
    assert same.returncode == 0
    assert ET.fromstring(same.stdout).get("failures") == "0"  # noqa: S314


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("one.tdsession", "two.ndjson#1"), b"Name two of a kind"),
        (("one.tdsession#9", "two.ndjson#1"), b"one.tdsession has no call 9. It has 2."),
        (("one.tdsession", "none.ndjson"), b"none.ndjson cannot be read"),
        (("one.tdsession", "two.ndjson", "--fail-on", "typos"), b"typos is none of events"),
    ],
)
def test_what_cannot_be_compared_is_told(
    track_debugger: Run, arguments: tuple[str, ...], told: bytes
) -> None:
    done = track_debugger("compare", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr


def test_captured_text_is_made_visible(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_bytes(b'{"event":"\\u001b[2J","properties":{"\\u202ex":1}}\n')
    (tmp_path / "b.ndjson").write_bytes(b'{"event":"\\u001b[2J","properties":{"y":"\\ud800"}}\n')
    for name in ("text", "json", "junit"):
        for place in ("", "#1"):
            given = (f"a.ndjson{place}", f"b.ndjson{place}", "--format", name)
            said = track_debugger("compare", *given).stdout.decode()
            assert said
            assert "\x1b" not in said
            assert "\u202e" not in said


@pytest.mark.usefixtures("files")
def test_only_what_a_filter_finds_is_compared(track_debugger: Run) -> None:
    done = track_debugger("compare", "one.tdsession", "two.ndjson", "--filter", 'event:"Cart *"')
    assert done.stdout.decode().splitlines()[0] == "one.tdsession → two.ndjson: 1 → 0 calls"
    assert b"Order Completed" not in done.stdout
