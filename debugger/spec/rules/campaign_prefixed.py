"""A campaign whose fields still have the prefix that they have in an address: `utm_source`."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.payload import pointer
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each key of `context.campaign` that starts with `utm_`, in any case."""
    context = message.fields.get("context")
    campaign = context.get("campaign") if isinstance(context, dict) else None
    if not isinstance(campaign, dict):
        return ()
    return [_fault(name) for name in campaign if name[:4].casefold() == "utm_"]


def _fault(name: str) -> Fault:
    place = pointer.join("/context/campaign", name)
    bare = name[4:].casefold()
    right = "name" if bare == "campaign" else bare
    return Fault(
        pointer=place,
        message=f"{dotted(place)} has the prefix of an address.",
        remedy=f"Rename it to {dotted(right)}." if right else "Leave the field out.",
    )


RULE = Rule(
    id="campaign-prefixed",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="utm_ is left in the campaign",
    why="Destinations look for name, source, medium, term and content, and count the visit as without a campaign.",
    remedy="Drop utm_ from each name; utm_campaign is called name.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
