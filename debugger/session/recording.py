"""A request and its messages judged by the rules: what is appended to a session in one piece."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from debugger import spec
from debugger.events import NAMED_BY_NAME, WITHOUT_NAME, Event, Message, Problem, Recording, Request
from debugger.findings import Verdict, verdict_of
from debugger.spec import Trace

_SENTENCE = re.compile(r"(.*) \(line ([0-9]{1,12}), column ([0-9]{1,12})\)", re.DOTALL)


def record(request: Request, messages: Sequence[Message]) -> Recording:
    """The request with an event for each of its messages, in their order."""
    return Recording(request=request, events=tuple(map(event_of, messages)))


def traces_of(messages: Sequence[Message], recording: Recording) -> tuple[Trace | None, ...]:
    """What each message of a recording leaves behind for judging those that follow."""
    failed = recording.request.failed
    verdicts = [Verdict.REJECTED if failed else event.verdict for event in recording.events]
    return tuple(map(spec.trace_of, messages, verdicts))


def event_of(message: Message) -> Event:
    """The message as an event: judged, and named as the list shows it."""
    findings = spec.inspect(message)
    return Event(
        position=message.position,
        type=message.type,
        name=name_of(message),
        user_id=identity_of(message.fields, "userId"),
        anonymous_id=identity_of(message.fields, "anonymousId"),
        message_id=identity_of(message.fields, "messageId"),
        problem=message.problem.sentence if message.problem else "",
        payload=message.payload,
        findings=findings,
        verdict=verdict_of(findings) if findings else Verdict.KEPT,
        source=message.source,
    )


def problem_from(sentence: str) -> Problem:
    """The problem that `Event.problem` tells of; only its offset is not in there, and is 0."""
    found = _SENTENCE.fullmatch(sentence)
    if found is None:
        return Problem(message=sentence, offset=0, line=1, column=1, of_whole=True)
    message, line, column = found.groups()
    return Problem(message=message, offset=0, line=int(line), column=int(column))


def name_of(message: Message) -> str | None:
    """A track's `event` or a page's `name`; a call of unknown type may have an `event` as well."""
    call_type = message.type
    if call_type in WITHOUT_NAME:
        return None
    value = message.fields.get("name" if call_type in NAMED_BY_NAME else "event")
    return value if isinstance(value, str) else None


def identity_of(fields: Mapping[str, object], key: str) -> str | None:
    """An identity as text: some apps send numbers."""
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
