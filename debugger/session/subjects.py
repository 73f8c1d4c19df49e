"""Messages as filters see them, where they are held against one by one: those that `check` judges."""

from __future__ import annotations

from collections.abc import Sequence

from debugger.events import Message
from debugger.findings import Finding, verdict_of
from debugger.query.subject import Subject
from debugger.session.recording import identity_of, name_of
from debugger.session.rows import StoredEvent
from debugger.session.source_names import SourceNames


def subject_of(  # noqa: PLR0913 - each says one thing that the message does not
    message: Message,
    findings: Sequence[Finding],
    *,
    number: int,
    request: int,
    stored: StoredEvent | None = None,
    named: str = "",
) -> Subject:
    """The message with what was found of it; `stored` adds what only a session knows, `named` its source's name."""
    source = SourceNames(message.source, named)
    request_kept = stored.request if stored else None
    return Subject(
        number=number,
        request=request,
        payload=message.payload,
        fields={} if message.problem else message.fields,
        type=message.type,
        name=name_of(message),
        user=identity_of(message.fields, "userId"),
        anonymous=identity_of(message.fields, "anonymousId"),
        message=identity_of(message.fields, "messageId"),
        problem=message.problem.sentence if message.problem else "",
        findings=findings,
        verdict=verdict_of(findings),
        shown=source.shown,
        sources=source.texts("source"),
        libraries=source.texts("library"),
        version=message.source.version,
        keys=source.texts("key"),
        position=message.position,
        received_at=message.received_at,
        transport=stored.row.transport.value if stored else "",
        answer=stored.answered if stored else "",
        path=request_kept.path if request_kept else "",
        client=request_kept.client if request_kept else "",
        starred=stored.mark.starred if stored else False,
        note=stored.mark.note if stored else "",
        colour=(stored.mark.colour or "") if stored else "",
    )
