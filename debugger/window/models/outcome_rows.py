"""What Segment makes of a call: whether it keeps it and by which clause not, and which event it knows it for."""

from __future__ import annotations

from collections.abc import Iterator

from debugger import spec
from debugger.events import CallType, Message
from debugger.findings import Finding, Severity, Verdict
from debugger.payload.text import elided, visible
from debugger.session.rows import StoredEvent
from debugger.spec import SemanticEvent
from debugger.window.models.field_rows import FieldRow, Standing, heading

_WORDS = {
    Verdict.KEPT: "kept",
    Verdict.DROPPED: "dropped (answered 200)",
    Verdict.REJECTED: "rejected (400)",
}


def outcome_rows(event: StoredEvent, message: Message) -> tuple[FieldRow, ...]:
    """Rows that stand for no field: the fields follow them below a title of their own."""
    rows = (*_verdict_rows(event), *_recognised_rows(message))
    return (heading("What Segment makes of it"), *rows, heading("Fields"))


def _verdict_rows(event: StoredEvent) -> Iterator[FieldRow]:
    causes = [finding for finding in event.all_findings if finding.verdict is event.row.verdict]
    if event.row.verdict is Verdict.KEPT or not causes:
        word = _WORDS[event.row.verdict]
        yield FieldRow(
            name="verdict",
            pointer="",
            received=word,
            verdict="no clause of Segment's speaks against it"
            if event.row.verdict is Verdict.KEPT
            else word,
            standing=Standing.DOCUMENTED,
        )
    for cause in causes if event.row.verdict is not Verdict.KEPT else ():
        yield _cause_row(event, cause)


def _cause_row(event: StoredEvent, cause: Finding) -> FieldRow:
    rule = spec.rule(cause.rule)
    clause = rule.title if rule else visible(cause.message)
    return FieldRow(
        name="verdict",
        pointer="",
        expected="kept",
        received=_WORDS[cause.verdict],
        verdict=f"{cause.code}: {clause}" if cause.code else clause,
        standing=Standing.FAULTY,
        severity=Severity.ERROR,
        finding=event.findings.index(cause) if cause in event.findings else None,
        about=f"{rule.why} {rule.reference}" if rule else "",
    )


def _recognised_rows(message: Message) -> Iterator[FieldRow]:
    name = message.fields.get("event")
    if message.type != CallType.TRACK or not isinstance(name, str) or not name:
        return
    known = spec.recognised(name)
    yield FieldRow(
        name="recognised as",
        pointer="",
        received="" if known is None else f"{known.name} ({_category(known)})",
        verdict=_likeness(name, known),
        standing=Standing.YOURS if known is None else Standing.DOCUMENTED,
        about="Segment's integrations ignore case, spaces and underscores, and take both word orders.",
    )


def _likeness(name: str, known: SemanticEvent | None) -> str:
    if known is None:
        return "an event of your own"
    if known.canonical:
        return f"deprecated: today {known.canonical}"
    if name == known.name or name in known.aliases:
        return f"as the spec writes it, {len(known.properties)} properties"
    return f"the spec writes {visible(elided(known.name, 60))}"


def _category(known: SemanticEvent) -> str:
    return known.category.replace("_", " ")
