"""Who was heard of lately, one line each: what asked for settings, what a browser asked, what sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from debugger.connection.cause import times
from debugger.connection.evidence import Evidence, is_ours
from debugger.connection.seen import Kind, Seen
from debugger.payload.text import elided, visible

_MOST = 60
_WORDS = {
    Kind.SETTINGS: "asked for settings",
    Kind.SOURCE_CONFIG: "asked for settings",
    Kind.CLUSTER_INFO: "asked for the cluster",
    Kind.PREFLIGHT: "asked whether it may send",
    Kind.POSTED: "sent after asking",
    Kind.METRICS: "told figures of its own",
    Kind.HOME: "looked at the address",
    Kind.MIRROR_SCRIPT: "loaded the mirror",
    Kind.MIRROR_CONNECTED: "has its mirror connected",
    Kind.SDK: "loaded Analytics.js",
    Kind.SDK_MISSING: "asked for Analytics.js, which is not here",
    Kind.UNKNOWN_PATH: "asked for",
    Kind.TLS_ON_PLAIN: "spoke HTTPS to the port for HTTP",
    Kind.PLAIN_ON_TLS: "spoke HTTP to the port for HTTPS",
    Kind.UNTRUSTED: "did not trust the certificate",
    Kind.TLS_FAILED: "failed to agree on TLS",
    Kind.NOT_HTTP: "sent what is not HTTP",
    Kind.SILENT: "said nothing",
    Kind.HALF_OPEN: "began a request and did not go on",
    Kind.HEADERS_TOO_LARGE: "sent too large headers",
    Kind.BODY_STALLED: "stopped in the middle of a body",
    Kind.BODY_CUT: "went away in the middle of a body",
    Kind.BODY_TOO_LARGE: "sent too large a body",
    Kind.TOO_MANY: "found too many connections open",
    Kind.FRAME_BROKEN: "sent a broken WebSocket frame",
    Kind.NOT_STORED: "sent what could not be stored",
}


@dataclass(frozen=True, slots=True)
class Client:
    """One line, each part safe to show."""

    who: str
    did: str
    at: int
    """Microseconds since 1970-01-01 UTC; 0 when nobody looked then."""

    @property
    def text(self) -> str:
        """The line, with its local time."""
        return "  ".join(part for part in (clock(self.at), self.who, self.did) if part)


def clients(evidence: Evidence) -> list[Client]:
    """The newest first."""
    found = [*_sent(evidence), *_asked(evidence)]
    return sorted(found, key=lambda each: -each.at)[:_MOST]


def clock(at: int) -> str:
    """Local time: `14:03:12`; empty for 0."""
    if not at:
        return ""
    return f"{datetime.fromtimestamp(at // 1_000_000, UTC).astimezone():%H:%M:%S}"


def _sent(evidence: Evidence) -> Iterator[Client]:
    for each in evidence.deliveries:
        calls = "1 call" if each.count == 1 else f"{each.count:,} calls"
        yield Client(_who(each.name, each.key, ""), f"sent {calls}", each.last_at)


def _asked(evidence: Evidence) -> Iterator[Client]:
    for seen in evidence.seen:
        if not is_ours(seen):
            yield Client(_who(seen.client, seen.key, seen.origin), _did(seen), seen.last_at)


def _did(seen: Seen) -> str:
    path = seen.path if seen.kind in {Kind.UNKNOWN_PATH, Kind.PREFLIGHT} else ""
    parts = (
        _WORDS.get(seen.kind, seen.kind.value),
        path,
        times(seen.count),
        f"({seen.detail})" if seen.detail else "",
    )
    return visible(elided(" ".join(part for part in parts if part), 200))


def _who(name: str, key: str, origin: str) -> str:
    parts = (elided(name, 60) or "An app", elided(origin, 80), key if key.strip("…") else "")
    return visible(" · ".join(part for part in parts if part))
