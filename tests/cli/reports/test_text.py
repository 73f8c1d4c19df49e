"""Text reports show the payload's lines with the finding under them, as compilers show source code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from debugger.cli.columns import columns
from debugger.cli.reports import Checking, Judged, formats
from debugger.cli.reports.frame import frame_of, private_lines
from debugger.cli.reports.text import LARGEST_FRAMED
from debugger.events import Message
from debugger.findings import Finding, Severity
from debugger.payload.layout import lay_out
from debugger.spec import Subject, inspect, page, rules
from debugger.wire.message import message_from

Reported = Callable[..., str]

WRONG = Finding(
    rule="some-rule", severity=Severity.WARNING, pointer="", message="Wrong.", remedy=""
)


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how wide the terminal is: 80 columns, unless a test says otherwise."""

    def set_to(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))

    set_to(80)
    return set_to


def framed(report: str) -> list[str]:
    """The lines of the report without findings' first lines and the summary."""
    return [line for line in report.splitlines() if line.startswith("    ")]


def test_a_wrong_value_is_underlined(reported: Reported) -> None:
    call = b'{"type":"track","event":"Walk Booked","userId":"u","properties":{"revenue":"19.99","a":1}}'
    assert reported("text", call) == (
        "calls.ndjson:1: error revenue-not-number /properties/revenue: "
        'revenue is the string "19.99", not a number.\n'
        '    5 |   "properties": {\n'
        '    6 |     "revenue": "19.99",\n'
        "      |                ^~~~~~~\n"
        '    7 |     "a": 1\n'
        '      = Send 19.99, not "19.99".\n'
        "1 event: 1 error\n"
    )


def test_a_missing_field_is_a_ghost(reported: Reported) -> None:
    assert framed(reported("text", b'{"type":"track","userId":"u"}'))[:-1] == [
        '    3 |   "userId": "u"',
        '    + |   "event": missing (required)',
        "      |   ^~~~~~~",
        "    4 | }",
    ]


def test_a_field_of_the_batch_says_so(reported: Reported) -> None:
    batch = b'{"batch":[{"type":"track","event":"Walk Booked","userId":"u"}],"context":{"ip":"x"}}'
    shown = framed(reported("text", batch))
    assert '    + |   "context.ip": from the batch\'s envelope' in shown


def test_an_object_is_underlined_with_its_name(reported: Reported) -> None:
    call = b'{"type":"track","event":"Walk Booked","userId":"u","properties":[1]}'
    assert framed(reported("text", call))[1:3] == [
        '    5 |   "properties": [',
        "      |   ^~~~~~~~~~~~~~~",
    ]


@pytest.mark.parametrize(
    ("payload", "lines"),
    [
        (b'{"type": oops}', ["    1 | {", '    2 |   "type": oops}', "      |           ^"]),
        (b'{"a": 1,', ["    1 | {", '    2 |   "a": 1,', "      |          ^"]),
        (b"oops", ["    1 | oops", "      | ^"]),
        (b"7", []),
    ],
)
def test_where_reading_stopped(reported: Reported, payload: bytes, lines: list[str]) -> None:
    assert framed(reported("text", payload))[:-1] == lines


def test_no_frame_is_wider_than_the_terminal(
    reported: Reported, width: Callable[[int], None]
) -> None:
    name = "名" * 70
    properties = {name: {"x": 1}, "revenue": "9" * 300, "value": "日本" * 90}
    call = {"type": "track", "event": "Walk Booked", "userId": "u", "properties": properties}
    for most in (40, 80, 133):
        width(most)
        lines = [
            line for line in framed(reported("text", json.dumps(call).encode())) if " | " in line
        ]
        assert lines
        assert max(map(columns, lines)) <= most
        assert any(line.endswith("…") for line in lines)


def test_the_underline_stands_below_wide_and_combined_characters(
    reported: Reported, width: Callable[[int], None]
) -> None:
    width(200)
    call = '{"type":"track","event":"Walk Booked","userId":"u","context":{"locale":"日é\u0301_🦊"}}'
    frame = framed(reported("text", call.encode()))
    at = next(index for index, line in enumerate(frame) if '"locale"' in line)
    before, marked = frame[at].split(": ", 1)
    assert frame[at + 1].index("^") == columns(before + ": ")
    assert len(frame[at + 1]) == columns(before + ": " + marked)


def test_captured_text_is_visible(reported: Reported) -> None:
    properties = '{"a\u202e":"\x9b","revenue":"\u202e"}'
    call = f'{{"type":"track","event":"Walk Booked","userId":"u","properties":{properties}}}'
    shown = reported("text", call.encode())
    assert r'"a\u202e": "\x9b"' in shown
    assert not set(shown) & {"\u202e", "\x9b"}
    assert "                ^~~~~~~~" in shown


def test_what_is_too_large_to_lay_out_has_no_frame(reported: Reported) -> None:
    call = b'{"type":"track","userId":"u","a":"%s"}' % (b"x" * LARGEST_FRAMED)
    shown = reported("text", call)
    assert "event-missing" in shown
    assert " | " not in shown


def test_every_place_that_a_pointer_names_can_be_framed() -> None:
    payload = b'{"a":{"b":[1,{"c/d":null}]},"":"x"}'
    message = message_from(payload)
    for place in ("/a", "/a/b", "/a/b/1/c~1d", "/", "/a/b/9", "/z/y/x", "/a/b/1/c~1d/e"):
        for missing in (True, False):
            shown = one(message, place, missing=missing)
            assert re.search(r"^ +\| +\^~*$", shown, re.MULTILINE), place


def one(message: Message, place: str, *, missing: bool) -> str:
    finding = replace(WRONG, pointer=place, missing=missing)
    output = StringIO()
    report = formats()["text"].report(output, Checking(file="-", fail_on=None))
    report.event(Judged(number=1, line=1, message=message, findings=[finding]))
    return output.getvalue()


def test_two_findings_on_a_line_are_both_told(reported: Reported) -> None:
    call = b'{"type":"track","event":"Walk Booked","userId":"u","properties":{"revenue":"\\ud83d"}}'
    assert len(inspect(message_from(call))) == 2
    shown = reported("text", call)
    assert shown.count("calls.ndjson:1: ") == 2
    assert shown.count(" | ") == 2 * 4 - 2 + 2


def test_a_private_value_is_not_shown_on_its_line_nor_beside_another() -> None:
    layout = lay_out(b'{"a":1,"card":"4111 1111 1111 1111","b":2}')
    for place, underline in (("/a", "       ^"), ("/card", "          ^~~"), ("/b", "       ^")):
        finding = replace(WRONG, pointer=place)
        frame = frame_of(layout, finding, 80, private={2})
        texts = [line.text for line in frame]
        assert '  "card": •••,' in texts
        assert not any("4111" in text for text in texts)
        assert [line.underline for line in frame if line.underline] == [underline]


def test_what_the_rules_hold_for_private_is(reported: Reported) -> None:
    """Every caught example of every rule on privacy: the value that is found stands in no frame."""
    for rule in (each for each in rules() if each.subject is Subject.PRIVACY):
        told = page(rule.id)
        for example in (each for each in (told.examples if told else ()) if not each.passes):
            payload = example.payload.encode()
            layout = lay_out(payload)
            findings = inspect(message_from(payload))
            hidden = private_lines(layout, findings)
            assert hidden or any(layout.line_of(each.pointer) is None for each in findings)
            values = {layout.value_text(line) for line in hidden}
            shown = "\n".join(framed(reported("text", payload.replace(b"\n", b""))))
            assert not any(value in shown for value in values), rule.id
