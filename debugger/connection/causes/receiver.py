"""The receiver itself does not work: it has no port, or nowhere to store."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import SECOND, Evidence
from debugger.connection.seen import Kind
from debugger.findings import Severity

_CHROMIUM_REFUSES = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669}
    | {6679, 6697, 10080}
)
"""Of the ports that need no privileges, those that browsers never call (Fetch Standard, bad ports)."""

_STARTING = 5 * SECOND
"""What the receiver may take to start."""


def _not_listening(evidence: Evidence) -> Iterator[Sign]:
    idle = not evidence.listening and not evidence.troubles and not evidence.steps
    if idle and evidence.now - evidence.since >= _STARTING:
        yield Sign(seen="The receiver does not run, so no address is listened on.")


def _port_taken(evidence: Evidence) -> Iterator[Sign]:
    for trouble in evidence.troubles:
        if trouble.kind == "port-taken":
            owner = evidence.owner or "Another program"
            yield Sign(seen=f"{owner} listens on port {evidence.port}, so the receiver cannot.")


def _cannot_listen(evidence: Evidence) -> Iterator[Sign]:
    for trouble in evidence.troubles:
        if trouble.kind == "listen":
            yield Sign(seen=trouble.message, remedy=trouble.remedy)


def _disk_full(evidence: Evidence) -> Iterator[Sign]:
    for trouble in evidence.troubles:
        if trouble.kind == "disk-full":
            yield Sign(seen=f"{trouble.message} {_turned_away(evidence)}".strip())
    for step in evidence.failed("not-stored"):
        yield Sign(seen=step.text)


def _session(evidence: Evidence) -> Iterator[Sign]:
    for trouble in evidence.troubles:
        if trouble.kind == "session":
            seen = f"{trouble.message} {_turned_away(evidence)}".strip()
            yield Sign(seen=seen, remedy=trouble.remedy)


def _turned_away(evidence: Evidence) -> str:
    count = sum(seen.count for seen in evidence.of(Kind.NOT_STORED))
    return f"A sender was told to come again {times(count)}." if count else ""


def _unsafe_port(evidence: Evidence) -> Iterator[Sign]:
    ports = {urlsplit(address).port for address in evidence.listening}
    for port in sorted(port for port in ports if port in _CHROMIUM_REFUSES):
        yield Sign(seen=f"Port {port} is on the list of ports that browsers never call.")


def _one_family(evidence: Evidence) -> Iterator[Sign]:
    hosts = {urlsplit(address).hostname for address in evidence.listening}
    if "127.0.0.1" in hosts and "::1" not in hosts and not evidence.steps:
        yield Sign(seen="127.0.0.1 is listened on, but not ::1, which localhost may also mean.")


CAUSES = (
    Cause(
        id="not-listening",
        severity=Severity.ERROR,
        title="Nothing is listening",
        remedy="Start it with Capture ▸ Restart the receiver.",
        check=_not_listening,
    ),
    Cause(
        id="port-taken",
        severity=Severity.ERROR,
        title="Another program has the port",
        remedy="End that program and choose Capture ▸ Restart the receiver, or listen on another port "
        "and set that in the app.",
        check=_port_taken,
    ),
    Cause(
        id="cannot-listen",
        severity=Severity.ERROR,
        title="The address cannot be listened on",
        remedy="Choose another address or port: --host 127.0.0.1 --port 8765.",
        check=_cannot_listen,
    ),
    Cause(
        id="disk-full",
        severity=Severity.ERROR,
        title="There is no room to store calls",
        remedy="Make room on the disk. Storing goes on by itself, and SDKs that were told to come again "
        "send once more.",
        check=_disk_full,
    ),
    Cause(
        id="session-not-written",
        severity=Severity.ERROR,
        title="The session cannot be written",
        remedy="Capture into another session: track-debugger --session FILE.",
        check=_session,
    ),
    Cause(
        id="unsafe-port",
        severity=Severity.WARNING,
        title="Browsers refuse to call this port",
        remedy="Listen on another port, such as 8765. Apps that are no web pages may stay here.",
        check=_unsafe_port,
    ),
    Cause(
        id="one-family",
        severity=Severity.ADVICE,
        title="localhost may mean another address",
        remedy="Write 127.0.0.1 instead of localhost into the app: some runtimes, as Node before "
        "version 20, try ::1 alone.",
        check=_one_family,
    ),
)
