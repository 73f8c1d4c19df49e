"""Kotlin: the calls again, with analytics-kotlin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import Call
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import in_kotlin
from debugger.export.mobile import MADE_BY_THE_APP, remarks
from debugger.payload.parse import NonstandardNumber

NAME = "kotlin"
SUFFIX = ".kt"

_HEAD = f"import kotlinx.serialization.json.*\n\n{MADE_BY_THE_APP}"
_NONSTANDARD = {
    "NaN": "Double.NaN",
    "Infinity": "Double.POSITIVE_INFINITY",
    "-Infinity": "Double.NEGATIVE_INFINITY",
}
_LARGEST_LONG = 2**63


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    style = Style(head=_HEAD, quoted=in_kotlin, piece=_call)
    return write_code(content, file, style)


def _call(call: Call) -> str:
    return f"{remarks(call, 'analytics-kotlin')}analytics.{_made(call)}\n"


def _made(call: Call) -> str:
    details = _object(call.details, 0)
    match call.type:
        case CallType.TRACK:
            return f"track({_text(call, 'event')}, {details})"
        case CallType.IDENTIFY:
            by = f"{_text(call, 'userId')}, " if call.text("userId") else ""
            return f"identify({by}{details})"
        case CallType.PAGE | CallType.SCREEN:
            return f"screen({_text(call, 'name')}, {details}, {_text(call, 'category')})"
        case CallType.GROUP:
            return f"group({_text(call, 'groupId')}, {details})"
        case CallType.ALIAS:
            return f"alias({_text(call, 'userId')})"


def _text(call: Call, name: str) -> str:
    return in_kotlin(call.text(name) or "")


def _object(members: Mapping[str, object], depth: int) -> str:
    return _built("buildJsonObject", [_member(*each, depth + 1) for each in members.items()], depth)


def _member(name: str, value: object, depth: int) -> str:
    return f"put({in_kotlin(name)}, {_value(value, depth)})"


def _value(value: object, depth: int) -> str:  # noqa: PLR0911 - one for each type
    if isinstance(value, dict):
        return _object(value, depth)
    if isinstance(value, list):
        items = [f"add({_value(each, depth + 1)})" for each in value]
        return _built("buildJsonArray", items, depth)
    if isinstance(value, str):
        return in_kotlin(value)
    if value is None:
        return "JsonNull"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, NonstandardNumber):
        return _NONSTANDARD[value.text]
    if isinstance(value, int) and abs(value) >= _LARGEST_LONG:
        return f'"{value}".toBigInteger()'
    text = repr(value)
    return {"inf": "Double.POSITIVE_INFINITY", "-inf": "Double.NEGATIVE_INFINITY"}.get(text, text)


def _built(builder: str, items: list[str], depth: int) -> str:
    if not items:
        return f"{builder} {{}}"
    inner = "    " * (depth + 1)
    lines = "".join(f"{inner}{item}\n" for item in items)
    return f"{builder} {{\n{lines}{'    ' * depth}}}"
