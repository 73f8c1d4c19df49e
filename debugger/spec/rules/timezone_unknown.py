"""A `context.timezone` that tzdata does not know."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.clients import sends_of_itself
from debugger.spec.context import context_text
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.timezones import is_name, is_offset, meant_by, offset_zone
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when the time zone is a string but no name in tzdata."""
    timezone = context_text(message, "timezone")
    if timezone is None or is_name(timezone):
        return
    if is_offset(timezone) and sends_of_itself(message.fields.get("context"), "timezone_as_offset"):
        return
    yield Fault(
        pointer="/context/timezone",
        message=f"The timezone {quoted(timezone)} is not a name in tzdata.",
        remedy=_remedy(timezone),
    )


def _remedy(timezone: str) -> str:
    meant = meant_by(timezone)
    if meant is not None:
        return f'Send the name of the place, such as "{meant}".'
    fixed = offset_zone(timezone)
    if fixed is not None:
        return f'Send the name of the place, such as "Europe/Berlin"; the fixed offset is called "{fixed}".'
    return 'Send a region and a city, such as "America/New_York".'


RULE = Rule(
    id="timezone-unknown",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Time zone is not in tzdata",
    why=(
        "Destinations send messages at the user's own time by this name. An offset or an "
        "abbreviation is wrong for half of the year."
    ),
    remedy="Send the name that Intl.DateTimeFormat().resolvedOptions().timeZone gives.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
