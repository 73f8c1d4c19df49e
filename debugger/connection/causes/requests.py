"""Requests that come to us but not as calls: another path, another protocol, or more than a limit allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from debugger.connection.cause import Cause, Sign, times
from debugger.connection.evidence import Evidence, is_browsers_own
from debugger.connection.seen import Kind
from debugger.findings import Severity


def _unknown_path(evidence: Evidence) -> Iterator[Sign]:
    for seen in evidence.of(Kind.UNKNOWN_PATH):
        if is_browsers_own(seen):
            continue
        who = seen.client or "Somebody"
        what = f"{seen.detail} {seen.path}".strip() or "different paths"
        library = ".js" in seen.path
        method = seen.detail not in ("GET", "HEAD", "WebSocket")
        yield Sign(
            seen=f"{who} asked for {what} {times(seen.count)} and was answered 404.",
            remedy="The page wants the SDK's own code from here: load that from Segment or from your "
            "bundle, and set only cdnURL and apiHost to this address."
            if library
            else "Send calls by POST. What came in its body is in the list, with what Segment would say of it."
            if method
            else "",
            at=seen.last_at,
        )


def _of(kind: Kind, words: str) -> Callable[[Evidence], Iterator[Sign]]:
    """A check for one kind; `words` say what happened, before how often."""

    def check(evidence: Evidence) -> Iterator[Sign]:
        for seen in evidence.of(kind):
            detail = f" ({seen.detail})" if seen.detail else ""
            yield Sign(seen=f"{words} {times(seen.count)}{detail}.", at=seen.last_at)

    return check


def _silent(evidence: Evidence) -> Iterator[Sign]:
    """Browsers open connections ahead: silence means something only where nothing else comes."""
    if evidence.nothing_arrived:
        yield from _of(Kind.SILENT, "A connection was opened, said nothing and was closed")(
            evidence
        )


def _half_open(evidence: Evidence) -> Iterator[Sign]:
    yield from _of(
        Kind.HALF_OPEN, "A connection was closed because the headers of its request did not end"
    )(evidence)
    yield from _of(
        Kind.TLS_UNFINISHED, "A connection was closed because its TLS handshake did not end"
    )(evidence)


def _cut(id_: str, kind: Kind, title: str, words: str, remedy: str) -> Cause:
    severity = Severity.WARNING
    return Cause(id=id_, severity=severity, title=title, remedy=remedy, check=_of(kind, words))


CAUSES = (
    Cause(
        id="unknown-path",
        severity=Severity.WARNING,
        title="A request for a path or method that is none of Segment's",
        remedy="Set the app's host to this address alone; calls are posted to /v1/batch, /v1/track and "
        "their like, and a post to any other path is taken too.",
        check=_unknown_path,
    ),
    Cause(
        id="silent-connection",
        severity=Severity.ADVICE,
        title="Somebody connects and says nothing",
        remedy="A port scanner or a health check does this. An app that does may wait for a proxy, or "
        "for another protocol.",
        check=_silent,
    ),
    _cut(
        "not-http",
        Kind.NOT_HTTP,
        "What came is not HTTP",
        "A connection was closed because what it sent is no HTTP/1.1 request",
        "Point the SDK itself at this address, over HTTP/1.1. Agents that speak gRPC, HTTP/2 alone or a "
        "protocol of their own cannot send here.",
    ),
    Cause(
        id="half-open",
        severity=Severity.WARNING,
        title="Requests begin and do not go on",
        remedy="An app that was stopped in a debugger does this, and so does a broken proxy. If it was "
        "neither, something keeps connections open on purpose.",
        check=_half_open,
    ),
    _cut(
        "headers-too-large",
        Kind.HEADERS_TOO_LARGE,
        "A request's headers are larger than 64 kB",
        "A request was answered 431 because of the size of its headers",
        "Cookies of other apps on localhost are the usual reason: delete them in the browser, or use "
        "127.0.0.1 instead of localhost.",
    ),
    _cut(
        "chunks-too-large",
        Kind.CHUNKS_TOO_LARGE,
        "A body comes with more trimmings than content",
        "A request was answered 431 because its chunks had 64 kB of extensions or trailers",
        "What came of the body is in the list. No SDK does this: look at the proxy in between.",
    ),
    _cut(
        "body-stalled",
        Kind.BODY_STALLED,
        "A body stopped in the middle",
        "A request was answered 408 because nothing more came of its body",
        "What came of it is in the list. Look at the app's Content-Length, and at proxies in between.",
    ),
    _cut(
        "body-endless",
        Kind.BODY_ENDLESS,
        "A body does not come to its end",
        "A request was answered 408 because its body had not ended after 5 minutes",
        "What came of it is in the list. An upload or a stream was pointed here: calls are small.",
    ),
    _cut(
        "body-cut",
        Kind.BODY_CUT,
        "A sender went away in the middle of a body",
        "A connection ended before the body of its request did",
        "What came of it is in the list. Let the app wait for its calls before it ends: flush(), close().",
    ),
    _cut(
        "body-too-large",
        Kind.BODY_TOO_LARGE,
        "A body is larger than 32 MB",
        "A request was answered 400 because of the size of its body",
        "Its beginning is in the list. Segment takes 500 kB a batch: send smaller batches.",
    ),
    _cut(
        "body-inflates",
        Kind.BODY_INFLATES,
        "A small body inflates to a huge one",
        "A request was answered 400 because its body inflates to more than 64 MB",
        "It is in the list as it came. Segment takes 500 kB a batch, without its compression.",
    ),
    _cut(
        "not-reading",
        Kind.NOT_READING,
        "An app does not read its answers",
        "A connection was cut because nothing that was answered was read for 30 s",
        "The app hangs, or was stopped in a debugger. If it was neither, it sends on without ever "
        "reading: let it use an HTTP client, or the SDK.",
    ),
    _cut(
        "too-many-connections",
        Kind.TOO_MANY,
        "More connections than there is room for",
        "A request or a connection was answered 503 because more than 512 connections are open",
        "Let the app make one client and keep it, instead of one for each call. The SDK sends again by "
        "itself.",
    ),
    _cut(
        "frame-broken",
        Kind.FRAME_BROKEN,
        "A WebSocket was closed for what it sent",
        "A WebSocket ended because of a frame that breaks the protocol or is larger than 4 MB",
        "What came before is in the list. Send smaller frames, each one JSON text.",
    ),
)
