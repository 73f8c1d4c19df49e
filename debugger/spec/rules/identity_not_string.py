"""A `userId` or `anonymousId` that is no string."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described, quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault for each of the two that is a number, a boolean, an object or an array."""
    return [
        Fault(
            pointer=f"/{name}",
            message=f"{name} is {described(identity)}, not a string.",
            remedy=_remedy(name, identity),
        )
        for name in ("userId", "anonymousId")
        if (identity := message.fields.get(name)) is not None and not isinstance(identity, str)
    ]


def _remedy(name: str, identity: object) -> str:
    if isinstance(identity, int) and not isinstance(identity, bool):
        return f'Send "{quoted(identity)}", not {quoted(identity)}.'
    return f'Send the identifier alone, as a string: "{name}": "u-5120".'


RULE = Rule(
    id="identity-not-string",
    subject=Subject.IDENTITY,
    severity=Severity.ERROR,
    title="userId or anonymousId is not a string",
    why=(
        "Segment answers 200 and then discards a call whose identifier is anything but a string, "
        "also when it is a number."
    ),
    remedy=(
        "Turn the identifier into a string before the call, for instance with String(id) or "
        "str(id)."
    ),
    reference="https://segment.com/docs/connections/spec/identify/#identities",
    check=check,
    places=("/userId", "/anonymousId"),
    by_value=True,
    verdict=Verdict.DROPPED,
    code="id_not_string",
)
