"""Every format: found in its folder, as its golden file has it, keeping every byte that was sent."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.export import Format, formats
from debugger.findings import Finding, Severity
from debugger.session.marks import Colour, Mark
from debugger.session.rows import StoredEvent

Record = Callable[..., list[StoredEvent]]
GOLDEN = Path(__file__).parent / "golden"
DOCUMENT = (Path(__file__).parents[2] / "docs" / "export-formats.md").read_text(encoding="utf-8")

SAMPLE = (
    (
        b'{"type":"track","event":"Order Completed","userId":"u-42","properties":{"revenue":"19.99",'
        b'"id":123456789012345678901234567890,"id":2,"rate":1.0e400,"z":1,"a":2},'
        b'"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}}}'
    ),
    (
        b'{\n  "type": "track",\r\n\t"event": "Signed Up",\n'
        b'  "userId": "u\xc3\xa9 \\u00e9 \xe2\x80\xa8",\n  "a": [1,\n 2]\n}\n'
    ),
    (
        b'{"batch":[{"type":"track","event":"\\ud83d","anonymousId":"a"} , '
        b'{"type":"page","name":"Home","userId":"u"}],\n "context":{"ip":\n"::1"},'
        b'"sentAt":"2026-01-01T00:00:00Z","writeKey":"secret-key"}'
    ),
    (b'{"type":"track","event":"Rated","userId":"u","properties":{"value":NaN}}'),
    b'{"type":"track","event":',
    b'\xff\x00"binary"',
)
FINDING = Finding(
    rule="revenue-not-number",
    severity=Severity.ERROR,
    pointer="/properties/\ud83d",
    message="A “string”.",
    remedy="Send 19.99.",
)


def strict(text: bytes | str) -> object:
    """The value of strict JSON, in which integers stay whole and there is no NaN."""

    def refuse(constant: str) -> object:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def written(format_: Format, events: list[StoredEvent]) -> bytes:
    """The events in the format."""
    file = BytesIO()
    assert list(format_.write(events, file)) == list(range(1, len(events) + 1))
    return file.getvalue()


def sent(member: dict[str, str]) -> bytes | None:
    """The payload's bytes where they do not stand as JSON."""
    if "payload_text" in member:
        return member["payload_text"].encode()
    if "payload_base64" in member:
        return base64.b64decode(member["payload_base64"])
    return None


def test_formats_are_found_by_name() -> None:
    assert {name: found.suffix for name, found in formats().items()} == {
        "ndjson": ".ndjson",
        "json": ".json",
    }
    assert all(found.title for found in formats().values())


@pytest.mark.parametrize("name", sorted(formats()))
def test_golden_file(name: str, recorded: Record) -> None:
    """Findings and problems are ours here, so that their wording may change."""
    events = [
        replace(
            event,
            row=replace(event.row, number=number, problem="no JSON" if event.row.problem else ""),
            findings=(FINDING,) * (number == 1),
        )
        for number, event in enumerate(recorded(*SAMPLE), 1)
    ]
    golden = GOLDEN / f"sample{formats()[name].suffix}"
    assert written(formats()[name], events) == golden.read_bytes()


def test_members_are_documented(recorded: Record) -> None:
    first, *others = recorded(*SAMPLE)
    marked = replace(first.row, mark=Mark(starred=True, colour=Colour.RED, note="Not yet"))
    silence = (replace(FINDING, silenced=True),)
    silenced = replace(first, row=marked, findings=(), all_findings=silence)
    lines = written(formats()["ndjson"], [silenced, *others]).split(b"\n")[:-1]
    told = json.loads(lines[0])
    assert told["silenced"] == [FINDING.told()]
    assert (told["starred"], told["colour"], told["note"]) == (True, "red", "Not yet")
    members = {key for line in lines for key in json.loads(line)}
    assert set(re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE)) == members
    assert all(f"**{name}**" in DOCUMENT for name in formats())


def test_ndjson_is_a_strict_object_a_line(recorded: Record) -> None:
    events = recorded(*SAMPLE)
    lines = written(formats()["ndjson"], events).decode().split("\n")
    assert lines.pop() == ""
    objects = [strict(line) for line in lines]
    assert [member["number"] for member in objects] == [event.row.number for event in events]  # type: ignore[index]
    assert "\r" not in "".join(lines)


def test_json_holds_the_very_bytes(recorded: Record) -> None:
    events = recorded(*SAMPLE)
    text = written(formats()["json"], events)
    assert len(strict(text)) == len(events)  # type: ignore[arg-type]
    for event in events[:4]:
        assert b',"payload":' + event.payload + b"}" in text


def test_no_events(recorded: Record) -> None:
    assert written(formats()["ndjson"], []) == b""
    assert strict(written(formats()["json"], [])) == []
    assert recorded is not None


def test_write_key_of_the_envelope_stays_out(recorded: Record) -> None:
    for format_ in formats().values():
        assert b"secret-key" not in written(format_, recorded(SAMPLE[2]))


@pytest.mark.parametrize("name", sorted(formats()))
@given(
    body=st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=12,
    ).flatmap(
        lambda value: st.sampled_from([None, 2]).map(
            lambda indent: json.dumps(value, indent=indent, ensure_ascii=indent is None).encode(
                "utf-8", "surrogatepass"
            )
        )
    )
)
@settings(max_examples=80)
def test_whatever_was_sent_can_be_had_back(recorded: Record, name: str, body: bytes) -> None:
    events = recorded(body, path="/v1/track")
    text = written(formats()[name], events)
    members = (
        [strict(line) for line in text.split(b"\n")[:-1]] if name == "ndjson" else strict(text)
    )
    for member, event in zip(members, events, strict=True):  # type: ignore[call-overload]
        exact = sent(member)
        if exact is not None:
            assert exact == event.payload
            assert member["payload"] is None
            assert member["problem"]
        elif name == "json":
            assert b',"payload":' + event.payload + b"}" in text
        else:
            assert member["payload"] == strict(event.payload)


def test_orjson_reads_what_is_well_formed_unicode(recorded: Record) -> None:
    for line in written(formats()["ndjson"], recorded(SAMPLE[1], *SAMPLE[3:])).split(b"\n")[:-1]:
        orjson.loads(line)
