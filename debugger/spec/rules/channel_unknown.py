"""A `context.channel` that is none of the three the Spec knows."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_text
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

CHANNELS = ("server", "browser", "mobile")

_MEANT = {
    "web": "browser", "client": "browser", "desktop": "browser", "app": "mobile", "ios": "mobile",
    "android": "mobile", "backend": "server", "api": "server",
}  # fmt: skip


def check(message: Message) -> Iterator[Fault]:
    """A fault when the channel is a string other than server, browser and mobile."""
    channel = context_text(message, "channel")
    if channel is None or channel in CHANNELS:
        return
    bare = channel.strip().casefold()
    meant = bare if bare in CHANNELS else _MEANT.get(bare)
    yield Fault(
        pointer="/context/channel",
        message=f"The channel {quoted(channel)} is not server, browser or mobile.",
        remedy=(
            f'Send "{meant}", not {quoted(channel)}.'
            if meant
            else 'Send "server", "browser" or "mobile", by where the call is made.'
        ),
    )


RULE = Rule(
    id="channel-unknown",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Channel is not server, browser or mobile",
    why=(
        "Filters and destinations that tell servers, browsers and apps apart by the channel do not "
        "know any other word."
    ),
    remedy="Use one of the three words, in lower case, or let the SDK fill the channel in.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
