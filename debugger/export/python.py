"""Python: the calls again, with segment-analytics-python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from debugger.events import CallType
from debugger.export.call import Call, checked
from debugger.export.code import Style, write_code
from debugger.export.content import Content
from debugger.export.literals import PYTHON, in_python

NAME = "python"
SUFFIX = ".py"

_HEAD = """\
# pip install segment-analytics-python
from datetime import datetime

import segment.analytics as analytics

analytics.write_key = {key}
analytics.host = {host}
"""
_FOOT = "\nanalytics.flush()\n"


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes a call for each event and yields how many are written."""
    head = _HEAD.replace("{host}", in_python(content.options.host))
    style = Style(
        head=head,
        quoted=in_python,
        piece=lambda call: _call(checked(call)),
        foot=_FOOT,
        comment="#",
    )
    return write_code(content, file, style)


def _call(call: Call) -> str:
    given: dict[str, object] = {}
    if call.type is CallType.ALIAS:
        given["previous_id"] = call.text("previousId") or ""
        given["user_id"] = call.text("userId") or ""
    else:
        given |= _present(user_id=call.text("userId"), anonymous_id=call.text("anonymousId"))
        if call.type is CallType.TRACK:
            given["event"] = call.text("event") or ""
        elif call.type is CallType.GROUP:
            given["group_id"] = call.text("groupId") or ""
        elif call.type in (CallType.PAGE, CallType.SCREEN):
            given |= _present(category=call.text("category"), name=call.text("name"))
        key = "traits" if call.type in (CallType.IDENTIFY, CallType.GROUP) else "properties"
        given[key] = call.details
    for name in ("context", "integrations"):
        value = call.context if name == "context" else call.mapping(name)
        if value:
            given[name] = value
    if "messageId" in call.fields and call.type is not CallType.ALIAS:
        given |= _present(message_id=call.text("messageId"))
    lines = [f"    {name}={PYTHON.literal(value, 1)},\n" for name, value in given.items()]
    lines += _timestamp(call)
    return f"analytics.{call.type.value}(\n{''.join(lines)})\n"


def _timestamp(call: Call) -> list[str]:
    text = call.text("timestamp")
    try:
        if text is None or datetime.fromisoformat(text).tzinfo is None:
            return []
    except ValueError:
        return []
    return [f"    timestamp=datetime.fromisoformat({in_python(text)}),\n"]


def _present(**named: str | None) -> dict[str, object]:
    return {name: value for name, value in named.items() if value is not None}
