"""For each cause, evidence that must show it and evidence like it that must not."""

from __future__ import annotations

from typing import Any

from debugger.connection.evidence import SECOND, Delivery, Evidence, Step, StepKind, Trouble
from debugger.connection.seen import Kind, Seen

NOW = 1_795_435_500 * SECOND
LOCAL = ("http://127.0.0.1:8765", "http://[::1]:8765")
BOTH = (*LOCAL, "https://127.0.0.1:8766")
NETWORK = ("http://0.0.0.0:8765", "http://[::1]:8765")


def ago(seconds: float) -> int:
    """A moment before now."""
    return NOW - int(seconds * SECOND)


def seen(kind: Kind, *, count: int = 1, first: float = 60, last: float = 30, **said: str) -> Seen:
    """Seen first and last so many seconds ago."""
    return Seen(kind=kind, count=count, first_at=ago(first), last_at=ago(last), **said)


def sent(key: str = "wk_…3f", *, last: float = 20, count: int = 5) -> Delivery:
    """A source whose newest call came so many seconds ago."""
    return Delivery(name="analytics.js 2.11.1", key=key, count=count, last_at=ago(last))


def evidence(*observed: Seen, **more: Any) -> Evidence:
    """A receiver on localhost that has seen this."""
    given: dict[str, Any] = {"now": NOW, "listening": LOCAL, "since": ago(300), "seen": observed}
    return Evidence(**given | more)


def looked(kind: StepKind, outcome: str = "", **more: Any) -> Evidence:
    """What a look from outside came to, that ended with this step."""
    step = Step(kind=kind, outcome=outcome, address="127.0.0.1:8765", text="So it went.")
    given: dict[str, Any] = {"now": NOW, "steps": (step,)}
    return Evidence(**given | more)


def trouble(kind: str) -> Evidence:
    return evidence(listening=(), port=8765, troubles=(Trouble(kind=kind, message="It is so."),))


ASKED = seen(Kind.SETTINGS, key="wk_…3f", client="Chrome 156.0", origin="http://localhost:3000")
PREFLIGHT = seen(Kind.PREFLIGHT, origin="https://shop.example", path="/v1/t", client="Chrome 156.0")
MIRROR = seen(Kind.MIRROR_SCRIPT, origin="https://shop.example", path="/mirror.js")
NO_SDK = seen(Kind.SDK_MISSING, path="/analytics.js/v1/wk_…3f/analytics.min.js")
OURS = "track-debugger-doctor 0.1.0"

MUST: dict[str, list[Evidence]] = {
    "not-listening": [evidence(listening=())],
    "port-taken": [trouble("port-taken")],
    "cannot-listen": [trouble("listen")],
    "disk-full": [trouble("disk-full"), looked(StepKind.ANSWER, "not-stored")],
    "session-not-written": [trouble("session")],
    "unsafe-port": [evidence(listening=("http://127.0.0.1:6000", "http://[::1]:6000"))],
    "one-family": [evidence(listening=LOCAL[:1])],
    "settings-without-calls": [
        evidence(ASKED),
        evidence(ASKED, deliveries=(sent("oth…er"),)),
        evidence(ASKED, deliveries=(sent(last=100),)),
        evidence(seen(Kind.SOURCE_CONFIG, key="wk_…3f", first=10, last=10)),
        evidence(seen(Kind.SETTINGS, key="wk_…3f", client="okhttp 4.12.0", last=36)),
    ],
    "key-masked": [evidence(deliveries=(sent("abc…**"),))],
    "preflight-without-post": [
        evidence(PREFLIGHT),
        evidence(PREFLIGHT, seen(Kind.POSTED, origin="http://localhost:3000", last=1)),
        evidence(PREFLIGHT, seen(Kind.POSTED, origin="https://shop.example", first=200, last=200)),
    ],
    "tls-on-plain": [
        evidence(seen(Kind.TLS_ON_PLAIN)),
        looked(StepKind.CONNECT, "speaks-http"),
    ],
    "plain-on-tls": [
        evidence(seen(Kind.PLAIN_ON_TLS), listening=BOTH),
        looked(StepKind.HOME, "speaks-tls"),
    ],
    "certificate-not-trusted": [evidence(seen(Kind.UNTRUSTED), listening=BOTH)],
    "certificate-not-ours": [looked(StepKind.CONNECT, "untrusted")],
    "tls-failed": [evidence(seen(Kind.TLS_FAILED, detail="the app speaks no TLS newer than 1.1"))],
    "unknown-path": [
        evidence(seen(Kind.UNKNOWN_PATH, path="/v2/collect", detail="PUT")),
        evidence(seen(Kind.UNKNOWN_PATH, path="/analytics.js/v1/k/analytics.min.js", detail="GET")),
    ],
    "browser-sdk-missing": [
        evidence(NO_SDK),
        evidence(seen(Kind.SDK, last=90), NO_SDK),
        evidence(seen(Kind.SDK_MISSING, path="/x.js", detail="1.70.0"), seen(Kind.SDK, last=5)),
    ],
    "mirror-not-connected": [
        evidence(MIRROR),
        evidence(MIRROR, seen(Kind.MIRROR_CONNECTED, origin="https://other.example", last=5)),
        evidence(MIRROR, seen(Kind.MIRROR_CONNECTED, origin="https://shop.example", last=90)),
    ],
    "silent-connection": [evidence(seen(Kind.SILENT))],
    "not-http": [evidence(seen(Kind.NOT_HTTP))],
    "half-open": [evidence(seen(Kind.HALF_OPEN, count=50)), evidence(seen(Kind.TLS_UNFINISHED))],
    "chunks-too-large": [evidence(seen(Kind.CHUNKS_TOO_LARGE))],
    "body-endless": [evidence(seen(Kind.BODY_ENDLESS))],
    "body-inflates": [evidence(seen(Kind.BODY_INFLATES, count=2))],
    "not-reading": [evidence(seen(Kind.NOT_READING))],
    "headers-too-large": [evidence(seen(Kind.HEADERS_TOO_LARGE))],
    "body-stalled": [evidence(seen(Kind.BODY_STALLED))],
    "body-cut": [evidence(seen(Kind.BODY_CUT))],
    "body-too-large": [evidence(seen(Kind.BODY_TOO_LARGE))],
    "too-many-connections": [evidence(seen(Kind.TOO_MANY, count=2500))],
    "frame-broken": [evidence(seen(Kind.FRAME_BROKEN, detail="invalid opcode"))],
    "calls-in-batches": [evidence()],
    "local-network-permission": [evidence(), evidence(seen(Kind.HOME, client="Chrome 156.0"))],
    "react-native-proxy": [evidence(seen(Kind.SETTINGS, client=OURS, last=1))],
    "analytics-segment-on-node": [evidence()],
    "another-machine": [evidence()],
    "firewall": [evidence(listening=NETWORK)],
    "unknown-name": [looked(StepKind.RESOLVE, "unknown-name")],
    "nothing-listens": [looked(StepKind.CONNECT, "refused")],
    "filtered": [looked(StepKind.CONNECT, "timeout")],
    "other-program": [
        looked(StepKind.HOME, "other-program", owner="node (process 4711)"),
        looked(StepKind.HOME, "not-http"),
    ],
    "settings-wrong": [looked(StepKind.SETTINGS, "no-address")],
    "preflight-refused": [looked(StepKind.PREFLIGHT, "no-address")],
    "call-refused": [looked(StepKind.ANSWER, "status")],
}

HEALTHY = evidence(ASKED, deliveries=(sent(),))
ALL_WELL = looked(StepKind.HOME)

MUST_NOT: dict[str, list[Evidence]] = {
    **{cause: [HEALTHY, ALL_WELL] for cause in MUST},
    "not-listening": [
        HEALTHY,
        ALL_WELL,
        trouble("port-taken"),
        evidence(listening=(), since=ago(4)),
    ],
    "port-taken": [HEALTHY, trouble("disk-full")],
    "cannot-listen": [HEALTHY, trouble("port-taken")],
    "session-not-written": [HEALTHY, trouble("disk-full")],
    "one-family": [HEALTHY, evidence(listening=NETWORK)],
    "settings-without-calls": [
        HEALTHY,
        evidence(seen(Kind.SETTINGS, key="wk_…3f", last=9.9)),
        evidence(seen(Kind.SETTINGS, key="wk_…3f", client="okhttp 4.12.0", last=30)),
        evidence(seen(Kind.SETTINGS, key="sel…st", client=OURS)),
        evidence(ASKED, deliveries=(sent(last=60),)),
    ],
    "key-masked": [HEALTHY, evidence(deliveries=(sent("…"), sent("")))],
    "preflight-without-post": [
        HEALTHY,
        evidence(PREFLIGHT, seen(Kind.POSTED, origin="https://shop.example", first=50, last=50)),
        evidence(seen(Kind.PREFLIGHT, origin="https://shop.example", first=9, last=9)),
        evidence(seen(Kind.PREFLIGHT, origin="http://localhost", client=OURS)),
    ],
    "unknown-path": [
        HEALTHY,
        evidence(seen(Kind.UNKNOWN_PATH, path="/favicon.ico", detail="GET")),
        evidence(seen(Kind.UNKNOWN_PATH, path="/.well-known/x.json", detail="GET")),
    ],
    "browser-sdk-missing": [HEALTHY, evidence(NO_SDK, seen(Kind.SDK, last=5))],
    "mirror-not-connected": [
        HEALTHY,
        evidence(MIRROR, seen(Kind.MIRROR_CONNECTED, origin="https://shop.example", last=5)),
        evidence(seen(Kind.MIRROR_SCRIPT, origin="https://shop.example", last=5)),
    ],
    "silent-connection": [HEALTHY, evidence(seen(Kind.SILENT), deliveries=(sent(),))],
    "another-machine": [HEALTHY, evidence(listening=NETWORK)],
    "firewall": [HEALTHY, evidence(), evidence(listening=NETWORK, deliveries=(sent(),))],
    "calls-in-batches": [HEALTHY, evidence(ASKED), evidence(seen(Kind.TLS_ON_PLAIN))],
}
