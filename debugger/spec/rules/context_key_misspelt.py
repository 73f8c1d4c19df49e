"""A field of the context whose name is nearly a documented one: `useragent`, `timeZone`, `meduim`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from debugger.events import Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.legacy_names import CONTEXT
from debugger.spec.likeness import MOST, Names
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.tables import context_fields
from debugger.spec.wording import dotted

_OPEN = frozenset({"traits", "integrations", "personas"})
"""Objects whose members are the app's own."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each name that differs from a known one by a letter or by case, where that one is absent."""
    context = message.fields.get("context")
    if not isinstance(context, dict):
        return ()
    top, inner = _names()
    found: list[Fault] = []
    if not top.known.issuperset(context):
        found += _faults(context, top, "/context")
    for name, members in context.items():
        names = inner.get(name)
        if names is not None and type(members) is dict and not names.known.issuperset(members):
            found += _faults(members, names, f"/context/{name}")
    return found


def _faults(members: Mapping[str, object], names: Names, place: str) -> Iterator[Fault]:
    for name in islice(members, MOST):
        meant = names.meant_by(name)
        if meant is None or meant[0] in members or name in CONTEXT:
            continue
        here = pointer.join(place, name)
        yield Fault(
            pointer=here,
            message=f"{dotted(here)} looks like {meant[0]}, "
            + ("written in another way." if meant[1] else "misspelt."),
            remedy=f"Rename it to {meant[0]}.",
        )


@lru_cache(maxsize=1)
def _names() -> tuple[Names, Mapping[str, Names]]:
    fields = context_fields()
    inner = {
        field.name: Names(member.name for member in field.fields)
        for field in fields
        if field.fields and field.name not in _OPEN
    }
    return Names(field.name for field in fields), inner


RULE = Rule(
    id="context-key-misspelt",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="Name of a context field is misspelt",
    why="Destinations read the context by the Spec's names, capitals included. Fields of your own are legal.",
    remedy="Write the name as the Spec does: userAgent, timezone, advertisingId.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
