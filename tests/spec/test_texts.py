"""What findings say: they quote what came and offer what to send, for people who never read the spec."""

from __future__ import annotations

import json

import pytest

from debugger.events import CallType
from debugger.findings import Finding
from debugger.spec import inspect
from debugger.wire.message import message_from


def the_finding(members: dict[str, object], *, position: int | None = None) -> Finding:
    call = {"type": "track", "userId": "u", "event": "Walk Booked"} | members
    kept = {name: value for name, value in call.items() if value is not ...}
    (finding,) = inspect(message_from(json.dumps(kept).encode(), position=position))
    return finding


@pytest.mark.parametrize(
    ("properties", "message", "remedy"),
    [
        (
            {"revenue": "19.99"},
            'revenue is the string "19.99", not a number.',
            'Send 19.99, not "19.99".',
        ),
        (
            {"revenue": "$1,299.00"},
            'revenue is the string "$1,299.00", not a number.',
            'Send 1299.00, not "$1,299.00".',
        ),
        (
            {"revenue": True},
            "revenue is the boolean true, not a number.",
            "Send a bare number, such as 19.99.",
        ),
        (
            {"value": {"amount": 3}},
            "value is an object, not a number.",
            "Send a bare number, such as 12.5.",
        ),
        (
            {"value": ""},
            "value is an empty string, not a number.",
            "Send a bare number, such as 12.5.",
        ),
        (
            {"currency": "US Dollars"},
            'The currency "US Dollars" is not a currency code in use.',
            'Send "USD" (US Dollar), not "US Dollars".',
        ),
        (
            {"currency": "BTC"},
            'The currency "BTC" is not a currency code in use.',
            'Send the three-letter code, such as "EUR" or "USD".',
        ),
        (
            {"currency": 978},
            "currency is the number 978, not a string.",
            'Send the three-letter code, such as "EUR" or "USD".',
        ),
        ({"currency": "eur"}, 'The currency code "eur" is not in capitals.', 'Send "EUR".'),
    ],
)
def test_of_a_property(properties: dict[str, object], message: str, remedy: str) -> None:
    finding = the_finding({"properties": properties})
    assert (finding.message, finding.remedy) == (message, remedy)


@pytest.mark.parametrize(
    ("context", "message", "remedy"),
    [
        (
            {"os": {"version": 15}},
            "context.os.version is the number 15, not a string.",
            'Send "15", not 15.',
        ),
        (
            {"screen": {"width": "1224"}},
            'context.screen.width is the string "1224", not a number.',
            'Send 1224, not "1224".',
        ),
        (
            {"active": "TRUE"},
            'context.active is the string "TRUE", not true or false.',
            'Send true, not "TRUE".',
        ),
        (
            {"network": {"wifi": 0}},
            "context.network.wifi is the number 0, not true or false.",
            "Send false, not 0.",
        ),
        ({"app": []}, "context.app is an empty array, not an object.", "Send {}, not []."),
        (
            {"timezone": 2},
            "context.timezone is the number 2, not a string.",
            'Send a string, such as "Europe/Lisbon", or leave the field out.',
        ),
        (
            {"userAgent": ["x"]},
            "context.userAgent is an array, not a string.",
            "Send a string, or leave the field out.",
        ),
        (
            {"ip": "203.0.113.24:443"},
            'The ip "203.0.113.24:443" is not an IPv4 or IPv6 address.',
            'Send "203.0.113.24" alone.',
        ),
        (
            {"ip": "[2001:db8::1]:443"},
            'The ip "[2001:db8::1]:443" is not an IPv4 or IPv6 address.',
            'Send "2001:db8::1" alone.',
        ),
        ({"locale": "en_US"}, 'The locale "en_US" is joined by an underscore.', 'Send "en-US".'),
        (
            {"locale": "en-UK"},
            'The locale "en-UK" is not a language tag.',
            'Send "en-GB", not "en-UK".',
        ),
        (
            {"timezone": "PST"},
            'The timezone "PST" is not a name in tzdata.',
            'Send the name of the place, such as "America/Los_Angeles".',
        ),
        (
            {"timezone": "GMT+2"},
            'The timezone "GMT+2" is not a name in tzdata.',
            'Send the name of the place, such as "Europe/Berlin"; the fixed offset is called "Etc/GMT-2".',
        ),
        (
            {"channel": "web"},
            'The channel "web" is not server, browser or mobile.',
            'Send "browser", not "web".',
        ),
        (
            {"userAgentData": {"brands": [], "mobile": False}},
            "context.userAgentData.platform is missing.",
            'Add it: a string, such as "Linux".',
        ),
    ],
)
def test_of_a_context_field(context: dict[str, object], message: str, remedy: str) -> None:
    finding = the_finding({"context": context})
    assert (finding.message, finding.remedy) == (message, remedy)


@pytest.mark.parametrize(
    ("members", "remedy"),
    [
        ({"type": ..., "action": "track"}, 'Rename it to type: "type": "track".'),
        ({"type": ...}, 'Add "type": "track", as the message has event.'),
        (
            {"type": ..., "event": ..., "traits": {}},
            'Add "type": "identify", as the message has traits.',
        ),
        (
            {"type": ..., "event": ...},
            'Add "type": "track", or identify, page, screen, group or alias.',
        ),
        ({"type": "Tracks"}, 'Send "track", not "Tracks".'),
        ({"userId": ..., "user_id": "u"}, 'Rename it to userId: "userId": "u".'),
        ({"userId": 5120}, 'Send "5120", not 5120.'),
        (
            {"properties": '{"walk": 1}'},
            "Send the object itself: it was turned into JSON once too often.",
        ),
    ],
)
def test_of_the_message_itself(members: dict[str, object], remedy: str) -> None:
    assert the_finding(members).remedy == remedy


def test_a_long_or_treacherous_value_is_quoted_short_and_visible() -> None:
    finding = the_finding({"properties": {"revenue": "\x1b[31m\u202e" + "9" * 10_000}})
    assert finding.message.startswith(r'revenue is the string "\x1b[31m\u202e999')
    assert len(finding.message) < 120


def test_what_could_not_be_read_is_told_with_its_place() -> None:
    (finding,) = inspect(message_from(b'{"event": }', route_type=CallType.TRACK))
    assert finding.message == "Reading stopped at line 1, column 11: a value is missing."
    assert finding.code == "bad_request"


def test_a_message_too_large_names_its_largest_part() -> None:
    finding = the_finding(
        {"properties": {"walk": "Old harbour", "notes": "n" * 40_000}}, position=3
    )
    assert finding.message == "The message is 39.2 KB; Segment takes at most 32 KB."
    assert finding.remedy == "Send less: properties.notes alone takes 39.1 KB."


def test_the_size_of_a_part_is_in_bytes_as_utf8() -> None:
    note = '"' + "é" * 20_000 + '"'
    payload = f'{{"type": "track", "userId": "u", "event": "Walk Booked", "note": {note}}}'
    (finding,) = inspect(message_from(payload.encode()))
    assert finding.remedy == "Send less: note alone takes 39.1 KB."


def test_a_message_too_large_by_many_small_parts_names_what_holds_them() -> None:
    many = {f"note {number}": "x" * 30 for number in range(2000)}
    finding = the_finding({"properties": many})
    assert finding.remedy.startswith("Send less: properties alone takes ")
