"""All that the panels show of one event, made from its bytes without Qt and in small steps."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from debugger import spec
from debugger.events import CallType, Message
from debugger.findings import Finding
from debugger.payload.layout import Layout, finished, laying_out
from debugger.payload.marks import Marks, marks_of
from debugger.payload.sliced_parse import parsing
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent
from debugger.spec import tables
from debugger.window.models.field_rows import FieldReader, FieldRow, Standing, heading
from debugger.window.models.outcome_rows import outcome_rows
from debugger.window.models.payload_rows import PayloadRows
from debugger.wire.masking import KeyMask

_ELSEWHERE = {"context", "properties", "traits"}
"""Fields at the top that have an inspector of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One event, ready to be shown."""

    event: StoredEvent
    message: Message
    layout: Layout
    marks: Marks
    rows: PayloadRows
    mask: KeyMask | None
    """What of the write keys is shown masked; None while they are revealed."""
    event_fields: tuple[FieldRow, ...]
    property_fields: tuple[FieldRow, ...]
    context_fields: tuple[FieldRow, ...]


def prepare(event: StoredEvent) -> Prepared:
    """Everything the panels need; takes about half a second for a payload of 1 MB."""
    return finished(preparing(event))


def preparing(event: StoredEvent, *, reveal_keys: bool = False) -> Generator[None, None, Prepared]:
    """As `prepare`, in small steps; write keys are masked unless they are to be revealed."""
    layout = yield from laying_out(event.payload)
    parsed = yield from parsing(event.payload, layout)
    yield
    message = message_of(event, parsed)
    candidates = (event.source.write_key, message.fields.get("writeKey"))
    mask = None if reveal_keys else KeyMask.of(candidates)
    yield
    marks = marks_of(layout, event.findings)
    yield
    rows = PayloadRows(layout, marks, mask)
    yield
    fields: list[tuple[FieldRow, ...]] = []
    reader = FieldReader(layout, event.findings, mask)
    for part in (_event_fields, _property_fields, _context_fields):
        fields.append(tuple(part(reader, message)) if message.problem is None else ())
        yield
    event_fields, property_fields, context_fields = fields
    if message.problem is None:
        event_fields = (*outcome_rows(event, message), *event_fields)
    return Prepared(
        event=event,
        message=message,
        layout=layout,
        marks=marks,
        rows=rows,
        mask=mask,
        event_fields=event_fields,
        property_fields=property_fields,
        context_fields=context_fields,
    )


def belongs_to_context(finding: Finding) -> bool:
    """Whether the Context inspector speaks of a finding."""
    return _first(finding) == "context"


def belongs_to_properties(finding: Finding) -> bool:
    """Whether the Properties inspector speaks of a finding."""
    return _first(finding) in {"properties", "traits"}


def belongs_to_event(finding: Finding) -> bool:
    """Whether the Event inspector speaks of a finding."""
    return _first(finding) not in _ELSEWHERE and not belongs_to_session(finding)


def belongs_to_session(finding: Finding) -> bool:
    """Whether the Session inspector speaks of a finding: one that only the sequence of calls shows."""
    rule = spec.rule(finding.rule)
    return rule is not None and rule.watch is not None


def _event_fields(reader: FieldReader, message: Message) -> Iterator[FieldRow]:
    fields = [
        field for field in tables.common_fields(_call_type(message)) if field.name not in _ELSEWHERE
    ]
    yield from reader.documented(fields, message.fields)
    own = {name: value for name, value in message.fields.items() if name not in _ELSEWHERE}
    yield from _titled("Other fields", reader.others("", own, fields, Standing.UNKNOWN))


def _property_fields(reader: FieldReader, message: Message) -> Iterator[FieldRow]:
    for holder in ("properties", "traits"):
        values = message.fields.get(holder)
        reserved = tables.reserved_properties(_call_type(message)) if holder == "properties" else ()
        if values is None and not reserved:
            continue
        known = values if isinstance(values, dict) else {}
        yield from _titled("Reserved by the spec", reader.documented(reserved, known))
        title = "Your properties" if holder == "properties" else "Traits"
        yield from _titled(title, reader.others(f"/{holder}", known, reserved, Standing.YOURS))


def _context_fields(reader: FieldReader, message: Message) -> Iterator[FieldRow]:
    context = message.fields.get("context")
    values: Mapping[str, object] = context if isinstance(context, dict) else {}
    fields = tables.context_fields()
    yield from reader.documented(fields, values)
    yield from _titled("Other keys", reader.others("/context", values, fields, Standing.UNKNOWN))


def _titled(title: str, rows: Iterable[FieldRow]) -> Iterator[FieldRow]:
    made = list(rows)
    if made:
        yield heading(title)
        yield from made


def _call_type(message: Message) -> CallType:
    known = {call_type.value for call_type in CallType}
    return CallType(message.type) if message.type in known else CallType.TRACK


def _first(finding: Finding) -> str:
    return finding.pointer.split("/")[1] if finding.pointer else ""
