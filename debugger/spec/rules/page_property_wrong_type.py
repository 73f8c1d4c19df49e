"""A reserved property of a page or screen that has another type than the Spec says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from debugger.events import CallType, Message
from debugger.findings import Severity
from debugger.spec.calls import judged_as
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.shapes import Shape, fault, mismatches, shape_of_members
from debugger.spec.tables import reserved_properties

_CALLS = frozenset({CallType.PAGE, CallType.SCREEN})


def check(message: Message) -> Iterable[Fault]:
    """A fault for each reserved property whose value is neither of its type nor null."""
    properties = message.fields.get("properties")
    shape = _shapes().get(judged_as(message))
    if not isinstance(properties, dict) or shape is None:
        return ()
    return [fault(mismatch) for mismatch in mismatches(properties, shape, "/properties")]


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, Shape]:
    return {
        call_type.value: shape_of_members(
            "/properties", reserved_properties(call_type), lambda _field: True
        )
        for call_type in _CALLS
    }


RULE = Rule(
    id="page-property-wrong-type",
    subject=Subject.PROPERTIES,
    severity=Severity.ERROR,
    title="Reserved property of a page has the wrong type",
    why="Destinations read the address, title and keywords of a page by name, and skip what is of another type.",
    remedy="Leave these properties to analytics.js, or send the types of the Spec.",
    reference="https://segment.com/docs/connections/spec/page/#properties",
    check=check,
    places=("/properties",),
    calls=_CALLS,
)
