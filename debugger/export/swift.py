"""Swift: the calls again, with analytics-swift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import Call
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import SWIFT, in_swift
from debugger.payload.text import visible

NAME = "swift"
SUFFIX = ".swift"

_HEAD = """\
import Foundation
import Segment

// How `analytics` is made so that it sends here: the window's Connect an app shows it.
// Its write key: {key}
"""


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    style = Style(head=_HEAD, quoted=in_swift, piece=_call)
    return write_code(content, file, style)


def _call(call: Call) -> str:
    user = call.text("userId")
    by = f"// It came with userId {visible(user)}: call identify first.\n" if user else ""
    details = f": {SWIFT.literal(call.details)})\n"
    match call.type:
        case CallType.TRACK:
            return f"{by}analytics.track(name: {_text(call, 'event')}, properties{details}"
        case CallType.IDENTIFY:
            given = f"userId: {_text(call, 'userId')}, " if user else ""
            return f"analytics.identify({given}traits{details}"
        case CallType.PAGE | CallType.SCREEN:
            note = "// analytics-swift has no page call.\n" if call.type is CallType.PAGE else ""
            given = f"title: {_text(call, 'name')}, category: {_text(call, 'category')}"
            return f"{by}{note}analytics.screen({given}, properties{details}"
        case CallType.GROUP:
            return f"{by}analytics.group(groupId: {_text(call, 'groupId')}, traits{details}"
        case CallType.ALIAS:
            return f"analytics.alias(newId: {_text(call, 'userId')})\n"


def _text(call: Call, name: str) -> str:
    return in_swift(call.text(name) or "")
