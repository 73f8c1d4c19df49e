"""Answers pages that load scripts from us: Segment's Analytics.js, where the person keeps it here."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from debugger.browser_sdk.kept import INSTALL, MAIN, kept, sdk_folder
from debugger.connection.seen import Kind
from debugger.resources import resource
from debugger.sink.observing import Observer
from debugger.wire import answers
from debugger.wire.answers import Answer
from debugger.wire.client import library
from debugger.wire.routes import Route, RouteKind, masked_path

KINDS = frozenset({RouteKind.SDK, RouteKind.SDK_PART})
"""The routes that are answered here."""


class Scripts:
    """The scripts that there are. They are read anew each time: a person may put them there meanwhile."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    def answer(self, headers: dict[bytes, bytes], *, path: str, route: Route) -> Answer:
        """JavaScript in every case: what is missing tells so in the page's console."""
        bare = path.partition("?")[0]
        is_main = route.kind is RouteKind.SDK
        name = MAIN if is_main else bare.rstrip("/").rpartition("/")[2]
        copy = kept(sdk_folder())
        script = copy.script(name) if copy else None
        version = copy.version if copy else ""
        self._observer.see(
            Kind.SDK_MISSING if script is None else Kind.SDK,
            key=route.key,
            client=asking_client(headers),
            path=masked_path(bare),
            origin=asking_page(headers),
            detail=version,
        )
        if script is None:
            return answers.script(_missing(name, version))
        return answers.script(_boot() + script if is_main else script)


def _missing(name: str, version: str) -> bytes:
    said = (
        f"Track Debugger: the page asks for {name}, which Analytics.js {version} does not have. The page "
        f"was built with another release of it: keep that one, with {INSTALL} --from and its package."
        if version
        else f"Track Debugger: Segment's Analytics.js is not kept on this machine, so that nothing of this "
        f"page is sent. Run {INSTALL} in a terminal, then load the page again. Or let the page load "
        "Analytics.js from cdn.segment.com, and set only its apiHost to Track Debugger."
    )
    return (
        resource("browser_sdk", "missing.js")
        .read_text("utf-8")
        .replace("{message}", json.dumps(said).replace("<", "\\u003c"))
        .encode()
    )


def _boot() -> bytes:
    return resource("browser_sdk", "boot.js").read_bytes()


def asking_client(headers: dict[bytes, bytes]) -> str:
    """The browser that loads something, with its version."""
    return " ".join(library(_text(headers, b"user-agent"))).strip()


def asking_page(headers: dict[bytes, bytes]) -> str:
    """The origin of the page that loads a script. Only for modules, and for `crossorigin`, it is said as such."""
    if origin := _text(headers, b"origin"):
        return origin
    referer = urlsplit(_text(headers, b"referer"))
    return f"{referer.scheme}://{referer.netloc}" if referer.netloc else ""


def _text(headers: dict[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")
