"""Whole events without what is private in them: payload, request, summary, and what findings quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from debugger.findings import Finding
from debugger.payload.text import elided, visible
from debugger.redaction import PATH, Redactor
from debugger.session.rows import StoredEvent
from debugger.spec.wording import LONGEST_QUOTE

_QUOTED = re.compile(r'"([^"]+)"')
_SHORTEST_START = 12
"""Characters of a masked value that a text may not begin to repeat."""


def redacted(event: StoredEvent, redactor: Redactor) -> StoredEvent:
    """The event with tokens in place of what is private, everywhere."""
    own = known(event.source.write_key)
    payload, masked = redactor.redact(event.payload, own)
    masked = {**own, **masked}
    row, request = event.row, event.request
    findings = masked_findings(event.all_findings or event.findings, payload, masked, redactor)
    source = replace(
        event.source,
        write_key=masked_key(event.source.write_key, event.source.write_key, redactor),
        library=redactor.text(event.source.library),
        version=redactor.text(event.source.version),
    )
    return replace(
        event,
        payload=payload,
        row=replace(
            row,
            type=redactor.text(row.type, masked),
            name=masked_summary(row.name, masked, redactor),
            problem=redactor.text(row.problem, masked),
            user_id=_identity(row.user_id, masked, redactor),
            anonymous_id=_identity(row.anonymous_id, masked, redactor),
            message_id=masked_summary(row.message_id, masked, redactor),
            write_key_masked=masked_key(row.write_key_masked, event.source.write_key, redactor),
            source=redactor.text(row.source),
            sender=source,
            mark=msgspec.structs.replace(row.mark, note=redactor.text(row.mark.note, masked)),
        ),
        request=replace(
            request,
            path=redactor.text(request.path, masked, counted=True),
            headers=redactor.headers(request.headers, masked),
            client=redactor.text(request.client, counted=True),
            envelope=redactor.around(request.envelope, own),
        ),
        source=source,
        findings=tuple(finding for finding in findings if not finding.silenced),
        all_findings=findings if event.all_findings else (),
    )


def known(write_key: str) -> Mapping[str, str]:
    """What is known to be private before anything is read."""
    return {write_key: "key"} if write_key else {}


def masked_key(shown: str, write_key: str, redactor: Redactor) -> str:
    """The token of the write key, in place of it or of what is shown of it."""
    if not write_key or "key" not in redactor.choice.rules:
        return shown
    return redactor.token("key", write_key)


def masked_summary(value: str | None, masked: Mapping[str, str], redactor: Redactor) -> str | None:
    """What the summary repeats of the payload; masked whole where its place was chosen there."""
    if value is None:
        return None
    is_chosen = masked.get(value) == PATH
    return redactor.token(PATH, value) if is_chosen else redactor.text(value, masked)


def masked_findings(
    findings: Iterable[Finding], payload: bytes, masked: Mapping[str, str], redactor: Redactor
) -> tuple[Finding, ...]:
    """Findings that quote nothing which was masked, of this event or of the one that they speak of."""
    return tuple(
        replace(
            finding,
            pointer=redactor.text(finding.pointer),
            message=_masked_text(finding.message, finding, payload, masked, redactor),
            remedy=_masked_text(finding.remedy, finding, payload, masked, redactor),
        )
        for finding in findings
    )


def _masked_text(
    text: str, finding: Finding, payload: bytes, masked: Mapping[str, str], redactor: Redactor
) -> str:
    for value, kind in masked.items():
        token = redactor.token(kind, value)
        for shown in dict.fromkeys((value, visible(value), visible(elided(value, LONGEST_QUOTE)))):
            text = text.replace(f'"{shown}"', f'"{token}"').replace(
                f"number {shown}", f"number {token}"
            )
        start = visible(value)[:_SHORTEST_START]
        if len(start) == _SHORTEST_START and start in text:
            text = re.sub(re.escape(start) + r'[^"]*', token, text)
    if finding.related and '"' in text:
        text = _QUOTED.sub(lambda quote: _of_another(quote, payload, masked, redactor), text)
    return redactor.text(text, masked)


def _of_another(
    quote: re.Match[str], payload: bytes, masked: Mapping[str, str], redactor: Redactor
) -> str:
    """A quotation of an earlier event: kept where this one says the same in the open."""
    if quote[1].encode() in payload or quote[1] in masked or "user" not in redactor.choice.rules:
        return quote[0]
    return f'"{redactor.token("user", quote[1])}"'


def _identity(value: str | None, masked: Mapping[str, str], redactor: Redactor) -> str | None:
    if value is None:
        return None
    return redactor.token(PATH if masked.get(value) == PATH else "user", value)
