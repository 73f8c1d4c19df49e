"""What the receiver sees that is no event, as it tells it to others.

Each line on standard output is one JSON object, `count` being all of its kind and particulars so far:

    {"seen": {"kind": "settings", "count": 2, "first_at": 1795435441249000, "last_at": 1795435449000000,
              "key": "wk_…3f", "fingerprint": "5c0d9a1be2f4", "client": "Chrome 156.0.0.0",
              "path": "/v1/projects/…/settings", "origin": "https://shop.example", "detail": ""}}

`first_at` and `last_at` are microseconds since 1970-01-01 UTC. What is empty is left out. A line takes the
place of an earlier one with the same kind, key, fingerprint, client, path, origin and detail.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What can be seen beside events."""

    SETTINGS = "settings"
    """An SDK asked for the settings of its source, as browser and mobile SDKs do before they send."""
    SOURCE_CONFIG = "source-config"
    """The same, asked by RudderStack's SDKs."""
    CLUSTER_INFO = "cluster-info"
    SDK = "sdk"
    """A page loaded Analytics.js from here."""
    SDK_MISSING = "sdk-missing"
    """A page asked for a script of it that is not here; `detail` is what there is."""
    MIRROR_SCRIPT = "mirror-script"
    """A page loaded the mirror from here."""
    MIRROR_CONNECTED = "mirror-connected"
    """The mirror of a page, or of another app, is ready to send."""
    PREFLIGHT = "preflight"
    """A browser asked whether a page may send."""
    POSTED = "posted"
    """The first request that carries calls, after preflights of the same origin."""
    METRICS = "metrics"
    """analytics.js told figures about itself. No key comes with them: it is that of the source that the same
    connection or page sent for, and left out where that is unknown or one of several."""
    HOME = "home"
    """Somebody looked at this address, by a browser perhaps."""
    UNKNOWN_PATH = "unknown-path"
    """Answered 404; `detail` is the method."""
    TLS_ON_PLAIN = "tls-on-plain"
    """HTTPS spoken to the port for HTTP."""
    PLAIN_ON_TLS = "plain-on-tls"
    """HTTP spoken to the port for HTTPS."""
    UNTRUSTED = "untrusted"
    """A client ended the TLS handshake because it does not trust our certificate."""
    TLS_UNFINISHED = "tls-unfinished"
    """A TLS handshake that was begun and did not go on; we ended it."""
    TLS_FAILED = "tls-failed"
    """A TLS handshake that ended for another reason, which `detail` says."""
    NOT_HTTP = "not-http"
    SILENT = "silent"
    """Connected, and closed by us because nothing was said."""
    HALF_OPEN = "half-open"
    """Headers did not end in time."""
    HEADERS_TOO_LARGE = "headers-too-large"
    CHUNKS_TOO_LARGE = "chunks-too-large"
    """A body whose chunks are little but extensions or trailers."""
    BODY_STALLED = "body-stalled"
    """Nothing more came of a body; what came is kept."""
    BODY_ENDLESS = "body-endless"
    """A body that kept coming, too slowly to end; what came is kept."""
    BODY_CUT = "body-cut"
    """The sender went away in the middle of a body; what came is kept."""
    BODY_TOO_LARGE = "body-too-large"
    """Its beginning is kept."""
    BODY_INFLATES = "body-inflates"
    """Compressed, and far larger without that; it is kept as it came."""
    NOT_READING = "not-reading"
    """Cut, because it did not read what was answered."""
    TOO_MANY = "too-many"
    """Answered 503: more connections than there is room for."""
    FRAME_BROKEN = "frame-broken"
    """A WebSocket ended by what it sent, which `detail` says."""
    NOT_STORED = "not-stored"
    """Answered 503: the session could not take it."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was seen, however often."""

    kind: Kind
    count: int
    first_at: int
    last_at: int
    key: str = ""
    """The write key, masked."""
    fingerprint: str = ""
    """Of the same key, as `debugger.wire.keys` makes it: by it a source is known again."""
    client: str = ""
    """The library and its version, as the user agent says."""
    path: str = ""
    """Without its query; write keys in it are masked."""
    origin: str = ""
    """The page that a browser sends for."""
    detail: str = ""
    """What else is to say; of requests, the address of a sender on another machine."""

    @property
    def identity(self) -> tuple[str, ...]:
        """Equal for two that are the same thing."""
        return (
            self.kind,
            self.key,
            self.fingerprint,
            self.client,
            self.path,
            self.origin,
            self.detail,
        )


class SeenLine(msgspec.Struct, frozen=True):
    """The object of a line."""

    seen: Seen


def line(seen: Seen) -> str:
    """`seen` as the line that the receiver writes."""
    return msgspec.json.encode(SeenLine(seen)).decode()
