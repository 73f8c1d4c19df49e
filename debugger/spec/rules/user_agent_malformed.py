"""A user agent that is not as browsers and HTTP clients write it."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_text
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

_OF_SDKS = frozenset({"undefined", "unknown", ""})
"""What SDKs write where the device tells none."""


def check(message: Message) -> Iterable[Fault]:
    """A fault when there is no `name/version` in `context.userAgent`."""
    agent = context_text(message, "userAgent")
    if agent is None or "/" in agent or agent in _OF_SDKS:
        return ()
    return (
        Fault(
            pointer="/context/userAgent",
            message=f"The user agent {quoted(agent)} has no product with a version.",
            remedy="Pass on the User-Agent header whole, such as Mozilla/5.0 (X11; Linux x86_64) …, or none.",
        ),
    )


RULE = Rule(
    id="user-agent-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ADVICE,
    title="User agent is not as browsers write it",
    why="Destinations tell browser, system and device from the whole text, and know nothing by a part of it.",
    remedy="Pass on the header of the request that the user made, not a name made from it.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
