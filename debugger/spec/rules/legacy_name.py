"""A field under a name that it had before: `action`, `options`, `user_id`, `user_agent`."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec.calls import is_unplaced
from debugger.spec.legacy_names import CONTEXT, TOP, OldName, identity_by_old_name, old_names
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted, quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each old name whose name of today is not there as well."""
    fields = message.fields
    nobody = fields.get("userId") is None and fields.get("anonymousId") is None
    whose = identity_by_old_name(message) if nobody else ""
    untyped = not message.type and not is_unplaced(message)
    return [
        _fault(old, nobody=old.pointer == f"/{whose}", untyped=untyped and old.today == "/type")
        for old in old_names(message)
    ]


def _fault(old: OldName, *, nobody: bool, untyped: bool) -> Fault:
    found = f"{dotted(old.pointer)} is the old name of {dotted(old.today)}."
    if nobody or untyped:
        unknown = "whose call" if nobody else "which call"
        found += f" By it Segment does not know {unknown} this is."
    return Fault(
        pointer=old.pointer,
        message=found,
        remedy=_remedy(old),
        verdict=Verdict.DROPPED if nobody or untyped else None,
        code="no_user_anon_id" if nobody else "",
    )


def _remedy(old: OldName) -> str:
    tokens = pointer.split(old.today)
    if isinstance(old.value, (dict, list)):
        return f"Rename it to {dotted(old.today)}; what is in it stays."
    written = f'"{tokens[-1]}": {quoted(old.value)}'
    for token in reversed(tokens[1:-1]):
        written = f'"{token}": {{{written}}}'
    where = " in context" if tokens[0] == "context" else ""
    return f"Rename it to {dotted(old.today)}: {written}{where}."


RULE = Rule(
    id="legacy-name",
    subject=Subject.MESSAGE,
    severity=Severity.WARNING,
    title="Old name of a field",
    why=(
        "Segment's docs still show names of before 2015 and of other products. What reads the message today "
        "looks for today's names and finds nothing under the old ones."
    ),
    remedy="Rename the field, or bring an SDK of that time up to date.",
    reference="https://segment.com/docs/connections/spec/common/#structure",
    check=check,
    places=(*(f"/{name}" for name in TOP), *(f"/context/{name}" for name in CONTEXT)),
)
