"""Node: the calls again, with @segment/analytics-node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import Call, checked
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import JAVASCRIPT, in_javascript

NAME = "node"
SUFFIX = ".mjs"

_HEAD = """\
// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: {key}, host: {host} })
"""
_FOOT = "\nawait analytics.closeAndFlush()\n"

_TAKEN = ("userId", "anonymousId", "previousId", "groupId", "event", "category", "name")
_ALSO = ("messageId", "timestamp")


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    head = _HEAD.replace("{host}", in_javascript(content.options.host))
    style = Style(
        head=head, quoted=in_javascript, piece=lambda call: _call(checked(call)), foot=_FOOT
    )
    return write_code(content, file, style)


def _call(call: Call) -> str:
    given: dict[str, object] = {name: call.fields[name] for name in _TAKEN if name in call.fields}
    if call.type is not CallType.ALIAS:
        key = "traits" if call.type in (CallType.IDENTIFY, CallType.GROUP) else "properties"
        given[key] = call.details
    if call.context:
        given["context"] = call.context
    if call.mapping("integrations"):
        given["integrations"] = call.mapping("integrations")
    given |= {name: text for name in _ALSO if (text := call.text(name)) is not None}
    return f"analytics.{call.type.value}({JAVASCRIPT.literal(given)})\n"
