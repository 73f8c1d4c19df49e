"""What keeps calls away before they reach us: nothing of it can be seen, so it is told while nothing comes."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from debugger.connection.cause import Cause, Check, Sign
from debugger.connection.evidence import Evidence
from debugger.findings import Severity

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def _where_nothing_comes(words: str) -> Check:
    def check(evidence: Evidence) -> Iterator[Sign]:
        if evidence.listening and evidence.nothing_arrived:
            yield Sign(seen=words)

    return check


def _open_to_the_network(evidence: Evidence) -> bool:
    return any(urlsplit(address).hostname not in _LOCAL for address in evidence.listening)


def _firewall(evidence: Evidence) -> Iterator[Sign]:
    if _open_to_the_network(evidence) and evidence.nothing_arrived:
        yield Sign(
            seen="The network may reach this machine here, but nothing has come from it.",
        )


def _elsewhere(evidence: Evidence) -> Iterator[Sign]:
    local = evidence.listening and not _open_to_the_network(evidence)
    if local and evidence.nothing_arrived:
        yield Sign(
            seen="Only this machine is listened to, and to a phone, an emulator or a container "
            "localhost means itself."
        )


def _advice(id_: str, title: str, seen: str, remedy: str) -> Cause:
    check = _where_nothing_comes(seen)
    return Cause(
        id=id_, severity=Severity.ADVICE, title=title, remedy=remedy, check=check, guess=True
    )


CAUSES = (
    _advice(
        "calls-in-batches",
        "Does the app wait to fill a batch?",
        "Node's SDK holds calls up to 10 seconds, the mobile SDKs up to 30.",
        "Call flush(), or set flushAt to 1 while you debug.",
    ),
    _advice(
        "local-network-permission",
        "Is the page from a public address?",
        "Chromium asks the person before a page from a public address may send to this machine, and "
        "until they agree nothing at all comes here.",
        "Allow local network access beside the browser's address, or serve the page from localhost. Over "
        "plain http a public page is refused without being asked.",
    ),
    _advice(
        "react-native-proxy",
        "Is it React Native?",
        "Its SDK refuses a proxy with http://, and then sends to Segment.",
        "Set allowInsecureProxy: true and useSegmentEndpoints: true beside proxy and cdnProxy.",
    ),
    _advice(
        "analytics-segment-on-node",
        "Is it @analytics/segment on Node?",
        "On Node that plugin ignores every host setting and sends to Segment.",
        "Use @segment/analytics-node there, with host.",
    ),
    Cause(
        id="another-machine",
        severity=Severity.ADVICE,
        title="Does the app run on a phone, in an emulator or a container?",
        remedy="In Android's emulator the address of this machine is 10.0.2.2, in Docker "
        "host.docker.internal, on a phone this machine's own on the network; let Track Debugger listen "
        "to the network for the last two.",
        check=_elsewhere,
        guess=True,
    ),
    Cause(
        id="firewall",
        severity=Severity.ADVICE,
        title="Does a firewall keep the network away?",
        remedy="Allow incoming connections to this port, and open the address in the device's browser: "
        "Track Debugger greets it.",
        check=_firewall,
        guess=True,
    ),
)
