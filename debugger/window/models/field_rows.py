"""What the inspectors say of each field: what the spec expects, what came, and whether that is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import msgspec

from debugger import spec
from debugger.findings import Finding, Severity
from debugger.payload import pointer
from debugger.payload.layout import Layout
from debugger.payload.text import elided, visible
from debugger.spec.tables import Field
from debugger.wire.masking import KeyMask

MOST_OTHERS = 500
"""Fields outside of the spec that are listed of one object; the payload shows all."""

_LONGEST_VALUE = 200


class Standing(StrEnum):
    """How a field stands to the spec, in the words of its verdict."""

    DOCUMENTED = "as documented"
    ABSENT = "not sent"
    INHERITED = "from the batch's envelope"
    YOURS = "yours"
    UNKNOWN = "not in the spec (allowed)"
    FAULTY = "see its finding"
    HEADING = ""
    """No field, but the title of those that follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field, with its members when it is an object."""

    name: str
    pointer: str
    expected: str = ""
    received: str = ""
    """The value as it came, or what an object or array holds; empty when nothing came."""
    verdict: str
    standing: Standing
    severity: Severity | None = None
    finding: int | None = None
    """Index of the finding that says the most about it."""
    about: str = ""
    """What the field is for."""
    members: tuple[FieldRow, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it, as a screen reader says it."""
        if self.standing is Standing.HEADING:
            return self.name
        expected = f", expected {self.expected}" if self.expected else ""
        received = f", received {self.received}" if self.received else ""
        severity = f", {self.severity.word}" if self.severity else ""
        return f"{self.name}{expected}{received}: {self.verdict}{severity}"


class FieldReader:
    """Makes rows from one message's fields, its layout and its findings."""

    def __init__(
        self, layout: Layout, findings: Sequence[Finding], mask: KeyMask | None = None
    ) -> None:
        """With a mask, the write keys in it are shown masked."""
        self._layout = layout
        self._findings = findings
        self._mask = mask

    def documented(
        self, fields: Iterable[Field], values: Mapping[str, object]
    ) -> Iterator[FieldRow]:
        """A row for each field of the spec; those that no documentation names only when they came."""
        for field in fields:
            if (
                field.documented
                or field.name in values
                or self._finding_at(field.pointer) is not None
            ):
                yield self._documented_row(field, values)

    def others(
        self, parent: str, values: Mapping[str, object], known: Iterable[Field], standing: Standing
    ) -> Iterator[FieldRow]:
        """A row for each member that is none of the `known` ones."""
        names = {field.name for field in known}
        rest = (name for name in values if name not in names)
        for name in islice(rest, MOST_OTHERS):
            yield self._other_row(pointer.join(parent, name), name, values[name], standing)
        more = len(values) - len(values.keys() & names) - MOST_OTHERS
        if more > 0:
            yield heading(f"and {more:,} more, in the payload")

    def _documented_row(self, field: Field, values: Mapping[str, object]) -> FieldRow:
        came = field.name in values
        value = values.get(field.name)
        members: tuple[FieldRow, ...] = ()
        if field.fields and (value is None or isinstance(value, dict)):
            inside = value if isinstance(value, dict) else {}
            members = (
                *self.documented(field.fields, inside),
                *self.others(field.pointer, inside, field.fields, Standing.UNKNOWN),
            )
        finding = self._finding_at(field.pointer, deep=not members)
        standing, verdict = self._judged(field, value, finding, came=came)
        return FieldRow(
            name=field.name,
            pointer=field.pointer,
            expected=expected(field),
            received=self._received(field.pointer, value) if came else "",
            verdict=verdict,
            standing=standing,
            severity=None if finding is None else self._findings[finding].severity,
            finding=finding,
            about=field.description,
            members=members,
        )

    def _judged(
        self, field: Field, value: object, finding: int | None, *, came: bool
    ) -> tuple[Standing, str]:
        if finding is not None:
            return Standing.FAULTY, self._fault(field, value, self._findings[finding])
        if not came:
            return Standing.ABSENT, Standing.ABSENT.value
        if self._layout.line_of(field.pointer) is None:
            return Standing.INHERITED, Standing.INHERITED.value
        if not field.documented:
            return Standing.UNKNOWN, Standing.UNKNOWN.value
        return Standing.DOCUMENTED, Standing.DOCUMENTED.value

    def _fault(self, field: Field, value: object, finding: Finding) -> str:
        if finding.missing:
            return "missing (required)" if finding.severity is Severity.ERROR else "missing"
        kind = kind_of(value)
        if finding.pointer == field.pointer and kind not in _admitted(field) and value is not None:
            return f"{kind}, expected {' or '.join(field.types)}"
        return _summary(finding)

    def _other_row(self, place: str, name: str, value: object, standing: Standing) -> FieldRow:
        finding = self._finding_at(place, deep=True)
        faulty = finding is not None
        return FieldRow(
            name=visible(elided(name, _LONGEST_VALUE)),
            pointer=place,
            expected=kind_of(value) if standing is Standing.YOURS else "",
            received=self._received(place, value),
            verdict=standing.value if finding is None else _summary(self._findings[finding]),
            standing=Standing.FAULTY if faulty else standing,
            severity=self._findings[finding].severity if finding is not None else None,
            finding=finding,
        )

    def _finding_at(self, place: str, *, deep: bool = False) -> int | None:
        """The worst finding at a pointer, or also below it."""
        below = place + "/"
        found = [
            index
            for index, finding in enumerate(self._findings)
            if finding.pointer == place or (deep and finding.pointer.startswith(below))
        ]
        return max(found, key=lambda index: (self._findings[index].severity, -index), default=None)

    def _received(self, place: str, value: object) -> str:
        if isinstance(value, dict):
            return f"object, {_counted(len(value), 'field')}"
        if isinstance(value, list):
            return f"array, {_counted(len(value), 'item')}"
        line = self._layout.line_of(place)
        text = _written(value) if line is None else self._layout.value_text(line)
        return visible(elided(self._masked(place, text), _LONGEST_VALUE))

    def _masked(self, place: str, text: str) -> str:
        if self._mask is None:
            return text
        name = f'"{place.rpartition("/")[2]}":'
        return self._mask.masked(name + text).removeprefix(name)


def heading(title: str) -> FieldRow:
    """A title above the rows that follow."""
    return FieldRow(name=title, pointer="", verdict="", standing=Standing.HEADING)


def expected(field: Field) -> str:
    """What the spec expects of a field, in words: `string, ISO 4217 code`."""
    kinds = " or ".join(field.types)
    return f"{kinds}, {field.format}" if field.format else kinds


def kind_of(value: object) -> str:
    """The JSON type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, dict) else "array"


def _summary(finding: Finding) -> str:
    """A finding in the few words of its rule."""
    rule = spec.rule(finding.rule)
    return rule.title if rule else visible(finding.message)


def _admitted(field: Field) -> set[str]:
    return {"number" if name == "integer" else name for name in field.types}


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _written(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except (TypeError, ValueError):
        return str(value)
