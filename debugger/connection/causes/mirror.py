"""A page loads the mirror, and the mirror does not get through to us."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.causes.browsers import is_public
from debugger.connection.evidence import SECOND, Evidence
from debugger.connection.seen import Kind
from debugger.findings import Severity

_PATIENCE = 10 * SECOND


def _unconnected(evidence: Evidence) -> Iterator[Sign]:
    connected: dict[str, int] = {}
    for seen in evidence.of(Kind.MIRROR_CONNECTED):
        connected[seen.origin] = max(seen.last_at, connected.get(seen.origin, 0))
    for seen in evidence.of(Kind.MIRROR_SCRIPT):
        if connected.get(seen.origin, -1) >= seen.first_at:
            continue
        if evidence.now - seen.last_at < _PATIENCE:
            continue
        permission = (
            " The page comes from a public address: allow it local network access, beside the address."
            if is_public(seen.origin)
            else ""
        )
        yield Sign(
            seen=f"{seen.origin or 'A page'} loaded the mirror {times(seen.count)}, and sent nothing by it.",
            remedy=_REMEDY + permission,
            at=seen.last_at,
        )


_REMEDY = (
    "The page's console says why: it may have found no analytics.js, no call may have been made yet, or the "
    "page's content security policy (connect-src) may not let it connect."
)

CAUSES = (
    Cause(
        id="mirror-not-connected",
        severity=Severity.WARNING,
        title="A page loaded the mirror, but it does not send",
        remedy=_REMEDY,
        check=_unconnected,
    ),
)
