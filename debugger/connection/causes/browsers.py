"""A browser stands between the page and us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import SECOND, Evidence
from debugger.connection.seen import Kind, Seen
from debugger.findings import Severity

_PATIENCE = 10 * SECOND


def _preflights_alone(evidence: Evidence) -> Iterator[Sign]:
    posted = {seen.origin: seen.last_at for seen in evidence.of(Kind.POSTED)}
    asked: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in evidence.of(Kind.PREFLIGHT):
        asked[seen.origin].append(seen)
    for origin, preflights in asked.items():
        first = min(seen.first_at for seen in preflights)
        last = max(preflights, key=lambda seen: seen.last_at)
        if posted.get(origin, -1) < first and evidence.now - last.last_at >= _PATIENCE:
            count = sum(seen.count for seen in preflights)
            seen_text = (
                f"{last.client or 'A browser'} asked {times(count)} whether {origin or 'a page'} may "
                f"send to {last.path}, was told that it may, and sent nothing."
            )
            yield Sign(seen=seen_text, at=last.last_at, remedy=_remedy(origin))


def _remedy(origin: str) -> str:
    if is_public(origin):
        return (
            "The page comes from a public address: allow it local network access (the icon beside the "
            "browser's address), and look into the browser's console for what it refused."
        )
    return ""


def is_public(origin: str) -> bool:
    """Whether a page of that origin comes from outside this machine and its network."""
    host = urlsplit(origin).hostname or ""
    if not host or host == "localhost" or host.endswith((".localhost", ".local")):
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host


CAUSES = (
    Cause(
        id="preflight-without-post",
        severity=Severity.WARNING,
        title="A browser asks whether it may send, and then does not",
        remedy="Look into the browser's console: an extension, a content security policy (connect-src) "
        "or a proxy that drops our CORS headers stops it. Without extensions, in a private window, "
        "it should send.",
        check=_preflights_alone,
    ),
)
