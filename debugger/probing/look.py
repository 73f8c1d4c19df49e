"""Looks at an address step by step, as an app and a browser would come to it."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from debugger.connection.evidence import OURS, Step, StepKind
from debugger.payload.text import elided, visible
from debugger.probing.exchange import (
    NoConnectionError,
    Reply,
    addresses_of,
    ask,
    connect,
    speaks_tls,
)
from debugger.probing.target import Target, place
from debugger.wire import answers

_PAGE = "http://page.localhost"
"""The origin that the preflight asks for."""

_GREETING = answers.HOME.body[:14]
_SETTINGS = f"/v1/projects/{OURS}/settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """How to look."""

    target: Target
    version: str
    authority: Path | None = None
    """Our certificate authority, where there is one."""
    seconds: float = 3.0
    """What each address is given to answer."""
    call: bytes = b""
    """The call to send, if one is."""

    def steps(self) -> Iterator[Step]:
        """Every step, as soon as it is done."""
        try:
            addresses = addresses_of(self.target)
        except NoConnectionError as error:
            yield Step(kind=StepKind.RESOLVE, outcome=error.outcome, text=str(error))
            return
        shown = " and ".join(addresses)
        words = "" if self.target.host in addresses else f"{self.target.host} stands for {shown}."
        if words:
            yield Step(kind=StepKind.RESOLVE, text=words)
        ours: list[str] = []
        for address in addresses:
            for step in self._reached(address, alone=len(addresses) == 1):
                yield step
                if step.kind is StepKind.HOME and step.went_well:
                    ours.append(address)
        if ours:
            yield from self._asked(ours[0])

    def _reached(self, address: str, *, alone: bool) -> Iterator[Step]:
        where = place(address, self.target.port)
        began = time.monotonic()
        try:
            connected = self._connect(address)
        except NoConnectionError as error:
            if error.outcome != "absent" or alone:
                outcome = error.outcome.replace("absent", "refused")
                step = Step(kind=StepKind.CONNECT, outcome=outcome, address=where, text=str(error))
                yield _timed(step, began)
            return
        over = " over TLS" if self.target.secure else ""
        step = Step(kind=StepKind.CONNECT, address=where, text=f"{where} takes connections{over}.")
        yield _timed(step, began)
        began = time.monotonic()
        step = self._greeted(connected, where)
        if not (step.went_well or self.target.secure) and self._speaks_tls(address):
            text = f"{where} speaks HTTPS, not plain HTTP."
            step = replace(step, outcome="speaks-tls", text=text)
        yield _timed(step, began)

    def _greeted(self, connected: socket.socket, where: str) -> Step:
        home = Step(kind=StepKind.HOME, address=where)
        try:
            reply = self._ask(connected, "GET", "/")
        except TimeoutError:
            text = f"{where} takes connections, but did not answer within {self.seconds:g} s."
            return replace(home, outcome="not-http", text=text)
        except (OSError, http.client.HTTPException):
            return replace(home, outcome="not-http", text=f"{where} does not speak HTTP.")
        if reply.body.startswith(_GREETING):
            return replace(home, text=f"{where} is Track Debugger.")
        server = visible(elided(reply.headers.get("server", ""), 60))
        named = f" ({server})" if server else ""
        text = f"{where} answered {reply.status} as another program{named}."
        return replace(home, outcome="other-program", text=text)

    def _asked(self, address: str) -> Iterator[Step]:
        for kind in (StepKind.SETTINGS, StepKind.PREFLIGHT):
            began = time.monotonic()
            try:
                connected = self._connect(address)
                look = self._settings if kind is StepKind.SETTINGS else self._preflight
                step = look(connected)
            except (OSError, http.client.HTTPException, NoConnectionError) as error:
                step = Step(kind=kind, outcome="no-address", text=f"No answer: {_words(error)}.")
            yield _timed(step, began)
        if self.call:
            yield from self._sent(address)

    def _settings(self, connected: socket.socket) -> Step:
        reply = self._ask(connected, "GET", _SETTINGS)
        named = _api_host(reply.body)
        if reply.status == 200 and named.partition("/")[0] == self.target.authority:
            return Step(kind=StepKind.SETTINGS, text=f"Settings send apps to {visible(named)}.")
        told = f"send apps to {visible(elided(named, 80))}" if named else "name no apiHost"
        text = f"Settings were answered {reply.status} and {told}, not to {self.target.authority}."
        return Step(kind=StepKind.SETTINGS, outcome="no-address", text=text)

    def _preflight(self, connected: socket.socket) -> Step:
        asked = {
            "Origin": _PAGE,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        reply = self._ask(connected, "OPTIONS", "/v1/t", asked)
        allowed = reply.headers.get("access-control-allow-origin", "")
        headers = reply.headers.get("access-control-allow-headers", "").lower()
        if reply.status in {200, 204} and allowed in {_PAGE, "*"} and "authorization" in headers:
            return Step(kind=StepKind.PREFLIGHT, text="Web pages may send: CORS is answered.")
        text = f"A browser's preflight was answered {reply.status} without leave to send."
        return Step(kind=StepKind.PREFLIGHT, outcome="no-address", text=text)

    def _sent(self, address: str) -> Iterator[Step]:
        began = time.monotonic()
        try:
            connected = self._connect(address)
            size = len(self.call)
            yield _timed(Step(kind=StepKind.WRITE, text=f"Sending a call of {size} bytes."), began)
            began = time.monotonic()
            reply = self._ask(
                connected, "POST", "/v1/track", {"Content-Type": "application/json"}, self.call
            )
        except (OSError, http.client.HTTPException, NoConnectionError) as error:
            text = f"The call was not answered: {_words(error)}."
            yield _timed(Step(kind=StepKind.ANSWER, outcome="status", text=text), began)
            return
        text = f"Answered {reply.status}"
        if reply.status == 200:
            step = Step(kind=StepKind.ANSWER, text=f"{text}: the call is on disk.")
        else:
            outcome = "not-stored" if reply.status == 503 else "status"
            said = visible(elided(_message(reply.body), 200))
            step = Step(kind=StepKind.ANSWER, outcome=outcome, text=f"{text}. {said}".strip())
        yield _timed(step, began)

    def _speaks_tls(self, address: str) -> bool:
        return speaks_tls(address, self.target.port, seconds=self.seconds)

    def _connect(self, address: str) -> socket.socket:
        return connect(self.target, address, seconds=self.seconds, authority=self.authority)

    def _ask(
        self,
        connected: socket.socket,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Reply:
        own = {"User-Agent": f"{OURS}-doctor/{self.version}", **(headers or {})}
        return ask(connected, self.target, method, path, headers=own, body=body)


def _timed(step: Step, began: float) -> Step:
    return replace(step, milliseconds=round((time.monotonic() - began) * 1000, 1))


def _api_host(body: bytes) -> str:
    try:
        named = json.loads(body)["integrations"]["Segment.io"]["apiHost"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(named)


def _message(body: bytes) -> str:
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return ""


def _words(error: Exception) -> str:
    return visible(str(error) or type(error).__name__).rstrip(".")
