"""No format lets anything private out: of payloads, requests, summaries, findings, envelopes and notes."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from debugger.export import About, Content, Options, formats
from debugger.findings import Finding, Severity
from debugger.redaction import Redaction
from debugger.session.marks import Mark
from debugger.session.rows import StoredEvent
from tests.export.conftest import written
from tests.redaction.test_redactor import SECRETS, everything_in, planted

Record = Callable[..., list[StoredEvent]]

BODIES = (
    (
        b'{"batch":[{"type":"track","event":"Mail jane@mail.example","userId":"jane-4711",'
        b'"anonymousId":"visitor-0815","properties":{"phone":"+44 20 7946 0958","owner":"jane-4711",'
        b'"revenue":"4111 1111 1111 1111"}},'
        b'{"type":"identify","userId":"john-4712","anonymousId":"visitor-0815","traits":{"email":"john@mail.example",'
        b'"ip":"203.0.113.24"}}],"context":{"ip":"203.0.113.77"},"writeKey":"wk_harbour_99"}'
    ),
    b'{"type":"track","event":"x","userId":"jane-4711","properties":{"a":"jane\\u0040mail.example","b":',
    b'\xff{"password":"hunter2-long"}',
)
PRIVATE = (
    "jane@mail.example", "john@mail.example", "jane-4711", "john-4712", "visitor-0815", "7946 0958", "4111 1111",
    "203.0.113", "wk_harbour_99", "hunter2", "harbour", "jane",
)  # fmt: skip
COLUMNS = Options(
    columns=("number", "event", "write_key", "user_id", "findings", "properties.phone", "payload")
)


def private_events(recorded: Record) -> list[StoredEvent]:
    """Calls with private data in every part that an event has."""
    finding = Finding(
        rule="user-id-changed",
        severity=Severity.ERROR,
        pointer="/userId",
        message='The userId "john-4712" follows "jane-4711", of call 1.',
        remedy="Mail jane@mail.example.",
        related=1,
    )
    made = []
    for event in recorded(
        *BODIES, path="/v1/batch?email=jane%40mail.example&writeKey=wk_harbour_99"
    ):
        headers = (
            *event.request.headers,
            ("authorization", "Basic d2tfaGFyYm91cjo="),
            ("x-forwarded-for", "203.0.113.24"),
            ("referer", "https://shop.example/?user_id=jane-4711"),
        )
        made.append(
            replace(
                event,
                request=replace(event.request, headers=headers, client="203.0.113.24:5000"),
                row=replace(
                    event.row, mark=Mark(note=f"Ask jane@mail.example, id {event.row.user_id}")
                ),
                findings=(*event.findings, finding),
                all_findings=(*event.findings, finding),
            )
        )
    return made


def readable(name: str, output: bytes) -> str:
    """What a person or a program finds in it."""
    if name == "parquet":
        return str(pd.read_parquet(io.BytesIO(output)).to_csv())
    text = output.decode(errors="replace")
    return html.unescape(text) if name == "html" else text


@pytest.mark.parametrize("options", [Options(), COLUMNS])
@pytest.mark.parametrize("name", sorted(formats()))
def test_nothing_private_in_any_format(recorded: Record, name: str, options: Options) -> None:
    events = private_events(recorded)
    plain = readable(name, written(name, events, options=options))
    assert "jane-4711" in plain
    masked = readable(name, written(name, events, redaction=Redaction(), options=options))
    assert [text for text in PRIVATE if text in masked] == []


@given(planted())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_planted_secrets_in_ndjson_and_csv(recorded: Record, case: tuple[str, str]) -> None:
    text, secret = case
    events = recorded(text.encode(), path="/v1/track")
    for name in ("ndjson", "csv", "markdown"):
        assert secret not in everything_in(written(name, events, redaction=Redaction()).decode())


@pytest.mark.parametrize("secret", SECRETS)
def test_the_filter_is_masked_too(recorded: Record, secret: str) -> None:
    about = About(redaction=Redaction(), scope="filter", filter=f"text {secret}")
    content = Content.of_events(recorded(b"{}"), about, Options())
    assert secret not in content.about.filter
