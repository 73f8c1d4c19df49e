"""JavaScript: the calls again in a browser, with @segment/analytics-next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from debugger.events import CallType
from debugger.export.call import Call
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import JAVASCRIPT, in_javascript

NAME = "javascript"
SUFFIX = ".js"

_HEAD = """\
// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  { writeKey: {key}, cdnURL: {url} },
  { integrations: { 'Segment.io': { apiHost: {api}, protocol: {scheme} } } },
)
"""
_OPTIONS = ("userId", "anonymousId", "timestamp", "messageId")


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    host = urlsplit(content.options.host)
    head = (
        _HEAD.replace("{url}", in_javascript(content.options.host))
        .replace("{api}", in_javascript(f"{host.netloc}/v1"))
        .replace("{scheme}", in_javascript(host.scheme))
    )
    style = Style(head=head, quoted=in_javascript, piece=_call)
    return write_code(content, file, style)


def _call(call: Call) -> str:
    options: dict[str, object] = {
        name: text for name in _OPTIONS if (text := call.text(name)) is not None
    }
    if call.context:
        options["context"] = call.context
    if call.mapping("integrations"):
        options["integrations"] = call.mapping("integrations")
    given = [JAVASCRIPT.literal(value) for value in _arguments(call, options)]
    return f"analytics.{call.type.value}({', '.join(given)})\n"


def _arguments(call: Call, options: dict[str, object]) -> list[object]:
    match call.type:
        case CallType.TRACK:
            return [call.text("event") or "", call.details, options]
        case CallType.PAGE | CallType.SCREEN:
            return [call.text("category"), call.text("name"), call.details, options]
        case CallType.IDENTIFY:
            return [options.pop("userId", None), call.details, options]
        case CallType.GROUP:
            return [call.text("groupId"), call.details, options]
        case CallType.ALIAS:
            return [options.pop("userId", ""), call.text("previousId"), options]
