"""A `context.ip` that is no network address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_text
from debugger.spec.remembered import remembered
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

LONGEST = 64
"""Characters; a longer text is no address."""

_LEADING_ZEROS = re.compile(r"(?<![0-9a-fA-F:])0+(?=[0-9])")
"""Of the parts of an IPv4 address, which some programs write with three digits."""


def check(message: Message) -> Iterator[Fault]:
    """A fault when the address is a string but neither IPv4 nor IPv6."""
    address = context_text(message, "ip")
    if address is None or _is_address(address):
        return
    meant = _meant_by(address)
    yield Fault(
        pointer="/context/ip",
        message=f"The ip {quoted(address)} is not an IPv4 or IPv6 address.",
        remedy=(
            f'Send "{meant}" alone.'
            if meant
            else "Send one whole address without a port; to keep it private, send 0.0.0.0."
        ),
    )


def _is_address(text: str) -> bool:
    return len(text) <= LONGEST and _parses(text)


@remembered(1024)
def _parses(text: str) -> bool:
    try:
        ip_address(_LEADING_ZEROS.sub("", text) if "." in text else text)
    except ValueError:
        return False
    return True


def _meant_by(text: str) -> str | None:
    """The address within `203.0.113.7:443`, `[2001:db8::1]:443` or the list of a proxy's header."""
    first = text[:LONGEST].split(",", maxsplit=1)[0].strip()
    candidates = (
        first,
        first.rpartition(":")[0],
        first.strip("[]"),
        first.rpartition(":")[0].strip("[]"),
    )
    return next((candidate for candidate in candidates if _is_address(candidate)), None)


RULE = Rule(
    id="ip-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="ip is not a network address",
    why=(
        "Destinations find the user's country and city by the address. They find nothing by this "
        "one."
    ),
    remedy="Send one IPv4 or IPv6 address, without a port, a mask or a list of proxies.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
