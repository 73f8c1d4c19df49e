"""An advertising identifier that is no UUID, or the one of people who refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_REFUSED = "00000000-0000-0000-0000-000000000000"


def check(message: Message) -> Iterable[Fault]:
    """A fault when `context.device.advertisingId` is a string that is neither empty nor a UUID, or all zeros
    although advertising may follow the user."""
    context = message.fields.get("context")
    device = context.get("device") if isinstance(context, dict) else None
    identifier = device.get("advertisingId") if isinstance(device, dict) else None
    if not isinstance(identifier, str) or not identifier or not isinstance(device, dict):
        return ()
    if _UUID.fullmatch(identifier[:40]) is None:
        found = f"The advertising identifier {quoted(identifier)} is not a UUID."
    elif identifier == _REFUSED and device.get("adTrackingEnabled") is True:
        found = "The advertising identifier is all zeros, although adTrackingEnabled is true."
    else:
        return ()
    return (
        Fault(
            pointer="/context/device/advertisingId",
            message=found,
            remedy="Send the identifier as the system gives it, with adTrackingEnabled as the user chose.",
        ),
    )


RULE = Rule(
    id="advertising-id-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ADVICE,
    title="Advertising identifier is not a UUID",
    why="Advertising networks find a device by the identifier that its system gave out, which is a UUID.",
    remedy="Read it from the system's own interface when the user has agreed, and send nothing before.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
