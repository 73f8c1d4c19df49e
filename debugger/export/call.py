"""One captured call in the terms of the SDKs: what a line of code has to give to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from debugger.events import CallType
from debugger.payload.parse import parse
from debugger.payload.text import visible
from debugger.session.rows import StoredEvent

_DETAILS = {
    CallType.IDENTIFY: "traits",
    CallType.GROUP: "traits",
    CallType.TRACK: "properties",
    CallType.PAGE: "properties",
    CallType.SCREEN: "properties",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The parts of a call, as parsed."""

    type: CallType
    fields: Mapping[str, object]
    write_key: str

    def text(self, name: str) -> str | None:
        """A field that SDKs take as a text; a number is one to them as well."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            return None
        return str(value)

    def mapping(self, name: str) -> Mapping[str, object]:
        """A field that SDKs take as an object; an empty one where there is none."""
        value = self.fields.get(name)
        return value if isinstance(value, dict) else {}

    @property
    def details(self) -> Mapping[str, object]:
        """Properties or traits, whichever the call has."""
        name = _DETAILS.get(self.type)
        return self.mapping(name) if name else {}

    @property
    def context(self) -> Mapping[str, object]:
        """The context without the library, which each SDK states itself."""
        return {name: value for name, value in self.mapping("context").items() if name != "library"}


class UnsendableError(Exception):
    """An SDK refuses to make the call; its text says why."""


def checked(call: Call) -> Call:
    """The call, where the SDKs for servers would make it. Raises `UnsendableError`."""
    if not any(call.text(name) for name in ("userId", "anonymousId")):
        raise UnsendableError("it has neither userId nor anonymousId, and this SDK insists on one")
    if call.type is CallType.TRACK and not call.text("event"):
        raise UnsendableError("it has no event, and this SDK insists on one")
    return call


def call_of(event: StoredEvent) -> Call | str:
    """The call of an event, or why no SDK can make it."""
    row = event.row
    if row.problem:
        return f"it is not a message: {visible(row.problem)}"
    fields = parse(event.payload).value
    kinds = {kind.value: kind for kind in CallType}
    if row.type not in kinds or not isinstance(fields, dict):
        return f"its type is {visible(row.type)!r}"
    return Call(type=kinds[row.type], fields=fields, write_key=event.source.write_key)


def title(event: StoredEvent) -> str:
    """An event in a comment: its number, type and name."""
    named = f" {visible(event.row.name)}" if event.row.name else ""
    return f"{event.row.number}: {visible(event.row.type) or 'no type'}{named}"
