"""One request to one address over a connection of its own, within a time."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from debugger.connection.evidence import OURS
from debugger.probing.target import Target

_MOST = 64 * 1024
"""Bytes read of an answer."""

_REFUSED = {errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ECONNRESET}
_ABSENT = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


class NoConnectionError(Exception):
    """Why there is no connection: `outcome` is a word of `Step.outcome`, the text says it in a sentence."""

    def __init__(self, outcome: str, text: str) -> None:
        super().__init__(text)
        self.outcome = outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""


def addresses_of(target: Target) -> list[str]:
    """The addresses that the host stands for, each once. Raises `NoConnectionError`.

    To browsers `localhost` is both, whatever the system says.
    """
    if target.host == "localhost" or target.host.endswith(".localhost"):
        return ["127.0.0.1", "::1"]
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is malformed"
        text = f"{target.host} stands for no address: {reason}."
        raise NoConnectionError("unknown-name", text) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def connect(
    target: Target, address: str, *, seconds: float, authority: Path | None
) -> socket.socket:
    """A connection, over TLS where that is asked for. Raises `NoConnectionError`."""
    where = f"Port {target.port} of {address}"
    try:
        plain = socket.create_connection((address, target.port), seconds)
    except TimeoutError as error:
        text = f"{where} did not answer within {seconds:g} s."
        raise NoConnectionError("timeout", text) from error
    except OSError as error:
        if error.errno in _ABSENT:
            raise NoConnectionError("absent", f"{address} is no address here.") from error
        words = "refused the connection" if error.errno in _REFUSED else f"fails: {error.strerror}"
        raise NoConnectionError("refused", f"{where} {words}: nothing listens there.") from error
    if not target.secure:
        return plain
    try:
        return _context(authority).wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        text = f"The certificate of {address} is not trusted: {error.verify_message}."
        raise NoConnectionError("untrusted", text) from error
    except TimeoutError as error:
        plain.close()
        raise NoConnectionError("timeout", f"{where} did not shake hands.") from error
    except OSError as error:
        plain.close()
        plainly = _speaks_http(address, target.port, seconds)
        words = "speaks plain HTTP, not HTTPS" if plainly else "ended the TLS handshake"
        outcome = "speaks-http" if plainly else "other-program"
        raise NoConnectionError(outcome, f"{where} {words}.") from error


def speaks_tls(address: str, port: int, *, seconds: float) -> bool:
    """Whether a TLS handshake comes to an end there, whatever the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((address, port), seconds) as plain,
            context.wrap_socket(plain),
        ):
            return True
    except OSError:
        return False


def _speaks_http(address: str, port: int, seconds: float) -> bool:
    """Whether a plain request is answered there, whatever the answer."""
    try:
        with closing(http.client.HTTPConnection(address, port, timeout=seconds)) as asked:
            asked.request("HEAD", "/", headers={"Connection": "close", "User-Agent": OURS})
            return asked.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False


def ask(  # noqa: PLR0913  a request is all of this
    connected: socket.socket,
    target: Target,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str],
    body: bytes = b"",
) -> Reply:
    """One request over `connected`, which is closed. Raises `OSError` or `http.client.HTTPException`."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    client = http.client.HTTPConnection(host, target.port)
    client.sock = connected
    with closing(client):
        client.request(method, path, body or None, {"Connection": "close", **headers})
        answer = client.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(status=answer.status, headers=named, body=answer.read(_MOST))


def _context(authority: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if authority is not None:
        context.load_verify_locations(authority)
    return context
