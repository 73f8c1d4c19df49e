"""Reports: HTML in which nothing that was captured does anything, Markdown, and HTTP archives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from debugger.events import FRAME, Transport
from debugger.export import html
from debugger.redaction import Redaction
from debugger.session.rows import StoredEvent
from tests.export.conftest import HOSTILE, written

Record = Callable[..., list[StoredEvent]]


class Elements(HTMLParser):
    """The names of all elements, and all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_file_in_which_nothing_runs(recorded: Record) -> None:
    text = written("html", recorded(*HOSTILE)).decode()
    elements = Elements(text)
    assert elements.open == []
    assert not elements.names & {"script", "img", "iframe", "link", "form", "object", "svg"}
    assert not any(
        name.startswith("on") or name in ("src", "style") for name, _ in elements.attributes
    )
    addresses = {value or "" for name, value in elements.attributes if name == "href"}
    assert all(value.startswith(("#e", "https://segment.com/", "https://")) for value in addresses)
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert "&lt;script&gt;alert(1)" in text
    assert "\\u202e" in text
    assert "\u202e" not in text


def test_html_has_findings_at_their_lines(recorded: Record) -> None:
    text = written("html", recorded(*HOSTILE)).decode()
    line = text.index("<u>")
    assert "19.99" in text[line : line + 80]
    assert text.index("revenue is the string", line) - line < 400
    assert "missing (required)" in text
    first = recorded(HOSTILE[0])[0].row.number
    assert re.search(r'<a href="#e\d+">', text)
    assert f'id="e{first - 1}"' in text or 'id="e' in text


def test_html_says_what_it_leaves_out(recorded: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 30_000)
    text = written("html", recorded(*[HOSTILE[4]] * 60)).decode()
    left_out = re.search(r"(\d+) of 60 events are counted above, but not shown", text)
    assert left_out
    assert text.count('<section class="event"') == 60 - int(left_out[1])
    long = json.dumps(
        {
            "type": "track",
            "userId": "u",
            "event": "A b",
            "properties": {str(n): n for n in range(900)},
        }
    )
    assert "more lines are not shown here" in written("html", recorded(long.encode())).decode()


def test_markdown_for_a_bug_report(recorded: Record) -> None:
    text = written("markdown", recorded(*HOSTILE), redaction=Redaction()).decode()
    assert "**error** `revenue-not-number` at `/properties/revenue`" in text
    assert "## Environment" in text
    assert "Masked" in text
    assert "\\<script\\>" in text
    assert "u-42" not in text
    fences = re.findall(r"^(`{3,})", text, re.MULTILINE)
    assert len(fences) == 2 * len(HOSTILE)


def test_fence_is_longer_than_what_it_holds(recorded: Record) -> None:
    text = written("markdown", recorded(b'{"type":"track","event":"x","a":"`````"}')).decode()
    assert "``````json" in text


def test_har_holds_what_its_readers_ask_for(recorded: Record) -> None:
    batch = (
        b'{"batch":[{"type":"track","event":"A b","userId":"u-1"},{"type":"track","userId":"u-2"}]}'
    )
    archive = json.loads(written("har", recorded(*HOSTILE, batch)))
    log = archive["log"]
    assert (log["version"], set(log["creator"])) == ("1.2", {"name", "version"})
    assert len(log["entries"]) == len(HOSTILE) + 1
    for entry in log["entries"]:
        assert set(entry) >= {"startedDateTime", "time", "request", "response", "cache", "timings"}
        assert set(entry["timings"]) >= {"send", "wait", "receive"}
        request, response = entry["request"], entry["response"]
        assert set(request) >= {
            "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"
        }  # fmt: skip
        assert set(response) >= {
            "status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
            "headersSize", "bodySize",
        }  # fmt: skip
        assert set(response["content"]) >= {"size", "mimeType"}
        assert set(request["postData"]) >= {"mimeType", "text"}
        assert all(set(pair) == {"name", "value"} for pair in request["headers"])
    assert log["entries"][-1]["request"]["postData"]["text"].encode() == batch
    assert log["entries"][-1]["_findings"][0]["rule"]
    assert [entry["response"]["status"] for entry in log["entries"]][9] == 400


def test_har_of_a_part_of_a_request_says_so(recorded: Record) -> None:
    batch = b'[{"type":"track","event":"A b","userId":"u-1"},{"type":"track","userId":"u-2"}]'
    entry = json.loads(written("har", recorded(batch)[:1]))["log"]["entries"][0]
    assert entry["request"]["postData"]["text"] == '{"type":"track","event":"A b","userId":"u-1"}'
    assert "1 messages of this request were not exported" in entry["comment"]


@pytest.mark.parametrize("transport", [Transport.WEBSOCKET, Transport.MIRROR])
def test_har_of_a_frame_is_the_handshake(recorded: Record, transport: Transport) -> None:
    (event,) = recorded(b'{"type": "track", "event": "Walk Booked"}', path="/v1/mirror")
    frame = replace(event, request=replace(event.request, transport=transport, method=FRAME))
    entry = json.loads(written("har", [frame]))["log"]["entries"][0]
    assert (entry["request"]["method"], entry["_resourceType"]) == ("GET", "websocket")
