"""Why an app and the HTTPS port did not come together: as what it is seen, and in words."""

from __future__ import annotations

import ssl

from debugger.connection.seen import Kind
from debugger.sink.observing import kind_of_handshake

NOT_TRUSTED = "the app does not trust Track Debugger's certificate"
UNFINISHED = "the app began it and did not go on"
GONE_UNHEARD = "hung up before anything was sent: perhaps the certificate is not trusted"

_WORDS = {
    "ALERT_CERTIFICATE_EXPIRED": "to the app the certificate has expired: check its clock",
    "UNSUPPORTED_PROTOCOL": "the app speaks no TLS newer than 1.1",
    "NO_SHARED_CIPHER": "the app knows no cipher that is still safe",
}


def seen_as(error: OSError) -> tuple[Kind, str]:
    """What a handshake that ended with `error` was, and why in words."""
    if isinstance(error, (TimeoutError, ConnectionAbortedError)):  # by us, in asyncio and in uvloop
        return Kind.TLS_UNFINISHED, UNFINISHED
    if not isinstance(error, ssl.SSLError) or isinstance(error, ssl.SSLEOFError):
        return Kind.TLS_FAILED, GONE_UNHEARD
    reason = error.reason or str(error)
    kind = kind_of_handshake(reason)
    if kind is Kind.UNTRUSTED:
        return kind, NOT_TRUSTED
    if "EOF" in reason:
        return kind, GONE_UNHEARD
    said = next((words for part, words in _WORDS.items() if part in reason), "")
    return kind, said or reason.replace("_", " ").lower()
