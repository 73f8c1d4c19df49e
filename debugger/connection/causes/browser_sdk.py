"""A page loads Analytics.js from us, and we do not have it."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import Evidence
from debugger.connection.seen import Kind
from debugger.findings import Severity

_INSTALL = "track-debugger browser-sdk install"


def _missing(evidence: Evidence) -> Iterator[Sign]:
    found = [seen.last_at for seen in evidence.of(Kind.SDK)]
    newest = max(found, default=0)
    for seen in evidence.of(Kind.SDK_MISSING):
        if seen.last_at <= newest and not seen.detail:
            continue  # it was kept since
        page = f"a page of {seen.origin}" if seen.origin else "a page"
        yield Sign(
            seen=f"{seen.client or 'A browser'} asked for {seen.path} {times(seen.count)}, for {page}.",
            remedy=f"The page was built with another release than {seen.detail}, which is kept here. Keep "
            f"that one: {_INSTALL} --from and its package in node_modules."
            if seen.detail
            else "",
            at=seen.last_at,
        )


CAUSES = (
    Cause(
        id="browser-sdk-missing",
        severity=Severity.WARNING,
        title="A page wants Analytics.js from here, and it is not here",
        remedy=f"Run {_INSTALL} in a terminal and load the page again: it fetches Segment's package with "
        "npm. Or let the page load Analytics.js from Segment, and set only its apiHost to this address.",
        check=_missing,
    ),
)
