"""Swift: the calls again, with analytics-swift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import Call
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import SWIFT, in_swift
from debugger.export.mobile import MADE_BY_THE_APP, remarks

NAME = "swift"
SUFFIX = ".swift"

_HEAD = f"import Foundation\nimport Segment\n\n{MADE_BY_THE_APP}"


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    style = Style(head=_HEAD, quoted=in_swift, piece=_call)
    return write_code(content, file, style)


def _call(call: Call) -> str:
    return f"{remarks(call, 'analytics-swift')}analytics.{_made(call)}\n"


def _made(call: Call) -> str:
    details = SWIFT.literal(call.details)
    match call.type:
        case CallType.TRACK:
            return f"track(name: {_text(call, 'event')}, properties: {details})"
        case CallType.IDENTIFY:
            by = f"userId: {_text(call, 'userId')}, " if call.text("userId") else ""
            return f"identify({by}traits: {details})"
        case CallType.PAGE | CallType.SCREEN:
            named = f"title: {_text(call, 'name')}, category: {_text(call, 'category')}"
            return f"screen({named}, properties: {details})"
        case CallType.GROUP:
            return f"group(groupId: {_text(call, 'groupId')}, traits: {details})"
        case CallType.ALIAS:
            return f"alias(newId: {_text(call, 'userId')})"


def _text(call: Call, name: str) -> str:
    return in_swift(call.text(name) or "")
