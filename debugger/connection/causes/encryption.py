"""HTTP where HTTPS is spoken, HTTPS where HTTP is, or a certificate that is not trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import Evidence
from debugger.connection.seen import Kind, Seen
from debugger.findings import Severity


def _tls_on_plain(evidence: Evidence) -> Iterator[Sign]:
    secure = _address(evidence, "https")
    remedy = (
        f"Set the app to {secure}, or to http:// for this port."
        if secure
        else "Set the app to http:// for this port, or let Track Debugger listen for HTTPS as well."
    )
    for seen in evidence.of(Kind.TLS_ON_PLAIN):
        yield Sign(
            seen=f"{_somebody(seen)} spoke HTTPS to the port for HTTP {times(seen.count)}.",
            remedy=f"{remedy} The SDKs for Swift, Kotlin, Flutter, C#, Ruby and PHP always use HTTPS.",
            at=seen.last_at,
        )
    yield from _looked_at(evidence, "speaks-http", remedy="Write http:// for this port.")


def _plain_on_tls(evidence: Evidence) -> Iterator[Sign]:
    plain = _address(evidence, "http")
    for seen in evidence.of(Kind.PLAIN_ON_TLS):
        yield Sign(
            seen=f"{_somebody(seen)} spoke plain HTTP to the port for HTTPS {times(seen.count)}.",
            remedy=f"Set the app to {plain}, or to https:// for this port." if plain else "",
            at=seen.last_at,
        )
    yield from _looked_at(evidence, "speaks-tls")


def _untrusted(evidence: Evidence) -> Iterator[Sign]:
    for seen in evidence.of(Kind.UNTRUSTED):
        yield Sign(
            seen=f"{_somebody(seen)} ended the connection {times(seen.count)}, since it does not trust "
            "our certificate.",
            at=seen.last_at,
        )


def _untrusted_here(evidence: Evidence) -> Iterator[Sign]:
    yield from _looked_at(evidence, "untrusted")


def _failed(evidence: Evidence) -> Iterator[Sign]:
    newest = max((each.last_at for each in evidence.deliveries), default=0)
    for seen in evidence.of(Kind.TLS_FAILED):
        yield Sign(
            seen=f"A TLS handshake failed {times(seen.count)}: {seen.detail or 'the app hung up'}.",
            severity=Severity.ADVICE if newest > seen.last_at else None,  # browsers hang up, too
            at=seen.last_at,
        )


def _looked_at(evidence: Evidence, outcome: str, *, remedy: str = "") -> Iterator[Sign]:
    for step in evidence.failed(outcome):
        yield Sign(seen=step.text, remedy=remedy)


def _somebody(seen: Seen) -> str:
    return f"An app at {seen.detail}" if seen.detail[:1].isdigit() else "An app"


def _address(evidence: Evidence, scheme: str) -> str:
    found = (each for each in evidence.listening if urlsplit(each).scheme == scheme)
    return next(found, "").replace("127.0.0.1", "localhost")


def _cause(id_: str, title: str, remedy: str, check: Callable[[Evidence], Iterator[Sign]]) -> Cause:
    return Cause(id=id_, severity=Severity.WARNING, title=title, remedy=remedy, check=check)


CAUSES = (
    _cause("tls-on-plain", "An app speaks HTTPS to the port for HTTP", "", _tls_on_plain),
    _cause(
        "plain-on-tls",
        "An app speaks HTTP to the port for HTTPS",
        "Set the app to https:// for this port, or to the port for HTTP.",
        _plain_on_tls,
    ),
    _cause(
        "certificate-not-trusted",
        "An app does not trust our certificate",
        "Install Track Debugger's certificate authority on that device (track-debugger certificate "
        "shows it), or use http://. Apps in development must also allow authorities that a person "
        "installed: on Android in network_security_config.",
        _untrusted,
    ),
    _cause(
        "certificate-not-ours",
        "The address shows another certificate than ours",
        "Another program answers there, or the certificate authority was made anew: trust it again "
        "(track-debugger certificate).",
        _untrusted_here,
    ),
    _cause(
        "tls-failed",
        "An app and we agree on no TLS",
        "Let the app use TLS 1.2 or newer, or http://.",
        _failed,
    ),
)
