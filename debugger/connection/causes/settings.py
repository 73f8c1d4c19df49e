"""An app asks for its settings and then sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import SECOND, Evidence
from debugger.connection.seen import Kind, Seen
from debugger.findings import Severity

_PATIENCE = 10 * SECOND
_PATIENCE_WITH_BATCHES = 35 * SECOND
"""Mobile SDKs gather calls for up to 30 seconds."""

_MOBILE = ("okhttp", "dalvik", "cfnetwork", "darwin", "analytics-ios", "analytics-kotlin", "dart")
_RUDDER = Kind.SOURCE_CONFIG


def _without_calls(evidence: Evidence) -> Iterator[Sign]:
    delivered = {each.key: each for each in evidence.deliveries}
    for asked in evidence.of(Kind.SETTINGS, _RUDDER):
        sent = delivered.get(asked.key)
        came = sent is not None and sent.last_at >= asked.first_at
        if not came and evidence.now - asked.last_at >= _patience(asked):
            yield Sign(seen=_seen(asked, evidence.now), remedy=_remedy(asked), at=asked.last_at)


def _patience(asked: Seen) -> int:
    mobile = asked.client.lower().startswith(_MOBILE)
    return _PATIENCE_WITH_BATCHES if mobile else _PATIENCE


def _seen(asked: Seen, now: int) -> str:
    who = asked.client or "An app"
    page = f" for a page of {asked.origin}" if asked.origin else ""
    key = f" of {asked.key}" if asked.key.strip("…") else ""
    ago = (now - asked.last_at) // SECOND
    return (
        f"{who} asked for the settings{key}{page} {times(asked.count)}, the last time "
        f"{_seconds(ago)} ago, and no call of that key has come since."
    )


def _seconds(count: int) -> str:
    return f"{count} s" if count < 120 else f"{count // 60} min"


def _remedy(asked: Seen) -> str:
    if asked.kind is _RUDDER:
        return (
            "Give the same address as the data plane, the second argument of load(): "
            "the settings come from configUrl, the calls go to the data plane."
        )
    if asked.client.lower().startswith(_MOBILE):
        return (
            "Call flush() in the app. If nothing comes then, its apiHost still names another server, "
            "or the requestFactory changes the settings' address only."
        )
    return ""


def _masked_by_jitsu(evidence: Evidence) -> Iterator[Sign]:
    for each in evidence.deliveries:
        if each.key.endswith("**"):
            yield Sign(
                seen=f"{each.count:,} calls of {each.name or 'an app'} came with the key {each.key}.",
                at=each.last_at,
            )


CAUSES = (
    Cause(
        id="settings-without-calls",
        severity=Severity.WARNING,
        title="An app asked for its settings, but sends nothing",
        remedy="Does the app make a call at all, and has the person agreed where it asks for consent? "
        "If so, its calls go elsewhere: set apiHost and protocol of Segment.io in load(), and look at "
        "the browser's network panel.",
        check=_without_calls,
    ),
    Cause(
        id="key-masked",
        severity=Severity.ADVICE,
        title="The write key came masked",
        remedy="Jitsu's SDK masks the secret half of the key in the body and sends it whole in the "
        "header X-Write-Key. Let a proxy in between pass that header on.",
        check=_masked_by_jitsu,
    ),
)
