"""What is seen beside events, in a short line for a terminal."""

from __future__ import annotations

from debugger.connection.evidence import is_browsers_own, is_ours
from debugger.connection.seen import Kind, Seen

_WORDS = {
    Kind.SETTINGS: "Settings asked for",
    Kind.SOURCE_CONFIG: "Settings asked for",
    Kind.SDK_MISSING: "Analytics.js is not here (track-debugger browser-sdk install), but was asked for",
    Kind.MIRROR_SCRIPT: "A page loaded the mirror",
    Kind.MIRROR_CONNECTED: "A mirror connected",
    Kind.PREFLIGHT: "A browser asked whether a page may send",
    Kind.UNKNOWN_PATH: "Answered 404",
    Kind.PLAIN_ON_TLS: "HTTP spoken to the port for HTTPS: set the app to https, or to the other port",
    Kind.UNTRUSTED: "A client does not trust our certificate: install the certificate authority there",
    Kind.TLS_FAILED: "A TLS handshake failed",
    Kind.TLS_UNFINISHED: "A TLS handshake was begun and did not go on",
    Kind.SILENT: "A connection said nothing and was closed",
    Kind.BODY_INFLATES: "A small body inflates to more than 64 MB",
    Kind.NOT_READING: "A connection was cut: it did not read its answers",
    Kind.TOO_MANY: "Answered 503: more than 512 connections are open",
}


def told(seen: Seen) -> str:
    """`Settings asked for by Chrome 156.0 (key wk_…3f)`; empty for what is not worth a line."""
    words = _WORDS.get(seen.kind)
    if words is None or is_browsers_own(seen) or is_ours(seen):
        return ""
    if seen.kind is Kind.UNKNOWN_PATH:
        words = f"{words}: {seen.detail} {seen.path}"
    by = f" by {seen.client}" if seen.client else ""
    key = f"key {seen.key}" if seen.key else ""
    page = f"page {seen.origin}" if seen.origin else ""
    particulars = ", ".join(part for part in (key, page) if part)
    return f"{words}{by}" + (f" ({particulars})" if particulars else "")
