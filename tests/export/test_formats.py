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

from debugger.export import About, Content, Format, Options, formats
from debugger.export.about import program
from debugger.findings import Finding, Severity, Verdict
from debugger.redaction import Redaction
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


def written(
    format_: Format, events: list[StoredEvent], redaction: Redaction | None = None
) -> bytes:
    """The events in the format, as they came unless a redaction is given."""
    file = BytesIO()
    content = Content.of_events(events, About(redaction=redaction), Options())
    assert list(format_.write(content, file)) == list(range(1, len(events) + 1))
    return file.getvalue()


def sent(member: dict[str, str]) -> bytes | None:
    """The payload's bytes where they do not stand as JSON."""
    if "payload_text" in member:
        return member["payload_text"].encode()
    if "payload_base64" in member:
        return base64.b64decode(member["payload_base64"])
    return None


def golden_events(recorded: Record) -> list[StoredEvent]:
    """The sample with findings and problems of ours, so that their wording may change."""
    sample = recorded(*SAMPLE)
    first = sample[0].row.request_id
    return [
        replace(
            event,
            row=replace(
                event.row,
                number=number,
                request_id=event.row.request_id - first + 1,
                problem="no JSON" if event.row.problem else "",
                verdict=Verdict.KEPT,
            ),
            findings=(FINDING,) * (number == 1),
            all_findings=(),
        )
        for number, event in enumerate(sample, 1)
    ]


def golden_text(name: str, recorded: Record) -> bytes:
    """The sample in a format, without what differs from release to release."""
    text = written(formats()[name], golden_events(recorded))
    return text.replace(program().encode(), b"PROGRAM")


@pytest.mark.parametrize("name", ["json", "ndjson"])
def test_golden_file(name: str, recorded: Record) -> None:
    golden = GOLDEN / f"sample{formats()[name].suffix}"
    assert golden_text(name, recorded) == golden.read_bytes()


def test_members_are_documented(recorded: Record) -> None:
    first, *others = recorded(*SAMPLE)
    marked = replace(first.row, mark=Mark(starred=True, colour=Colour.RED, note="Not yet"))
    silence = (replace(FINDING, silenced=True),)
    silenced = replace(first, row=marked, findings=(), all_findings=silence)
    lines = written(formats()["ndjson"], [silenced, *others], Redaction()).split(b"\n")[:-1]
    told = json.loads(lines[0])
    assert told["silenced"] == [FINDING.told() | {"silenced": True}]
    assert (told["starred"], told["colour"], told["note"]) == (True, "red", "Not yet")
    table = DOCUMENT.partition("| member |")[2].partition("\n\n")[0]
    members = {key for line in lines for key in json.loads(line)}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == members
    assert [name for name in formats() if f"**{name}**" not in DOCUMENT] == []


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
        assert b"secret-key" not in written(format_, recorded(SAMPLE[2]), Redaction())


@pytest.mark.parametrize("name", ["json", "ndjson"])
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
            if member["payload"] is None:
                assert member["not_json"]
            else:
                assert member["payload"] == strict(event.payload)
        elif name == "json":
            assert b',"payload":' + event.payload + b"}" in text
        else:
            assert member["payload"] == strict(event.payload)


def test_orjson_reads_what_is_well_formed_unicode(recorded: Record) -> None:
    for line in written(formats()["ndjson"], recorded(SAMPLE[1], *SAMPLE[3:])).split(b"\n")[:-1]:
        orjson.loads(line)
