"""An advertising identifier that is no string."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described


def check(message: Message) -> Iterator[Fault]:
    """A fault when `context.device.advertisingId` is neither a string nor null."""
    context = message.fields.get("context")
    device = context.get("device") if isinstance(context, dict) else None
    identifier = device.get("advertisingId") if isinstance(device, dict) else None
    if identifier is None or isinstance(identifier, str):
        return
    yield Fault(
        pointer="/context/device/advertisingId",
        message=f"context.device.advertisingId is {described(identifier)}, not a string.",
        remedy=(
            "Send the identifier as the device gives it, or leave the field out when the person "
            "refused."
        ),
    )


RULE = Rule(
    id="advertising-id-not-string",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Advertising identifier is not a string",
    why="Segment answers 200 and then discards the whole call, not just the field.",
    remedy="Send the IDFA or the Android Advertising ID as text, and nothing when there is none.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
    verdict=Verdict.DROPPED,
    code="device_advertisingid_should_be_string",
)
