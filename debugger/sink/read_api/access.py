"""Who may read: a program of this machine that has the token, and no web page, whatever it knows."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from ipaddress import IPv6Address, ip_address

from debugger.wire import answers
from debugger.wire.answers import Answer

Header = tuple[bytes, bytes]

_LOCAL_NAMES = frozenset({"localhost", "localhost."})


def refusal(
    headers: Iterable[Header], client: Sequence[object] | None, token: str
) -> Answer | None:
    """Why a request may not read; None where it may.

    An Origin, or the Sec-Fetch-Site that only browsers send, means a web page. A Host that is no name
    of this machine means a page too, whose own name was made to lead here (DNS rebinding).
    """
    said = list(headers)
    if any(name in {b"origin", b"sec-fetch-site"} for name, _ in said):
        return _forbidden("What was captured is not for web pages.")
    hosts = [value for name, value in said if name == b"host"]
    if len(hosts) != 1 or not _is_loopback(_without_port(hosts[0].decode("latin-1"))):
        return _forbidden("Ask for it under localhost or 127.0.0.1.")
    if client is None or not _is_loopback(str(client[0])):
        return _forbidden("What was captured is read on this machine only.")
    if not any(hmac.compare_digest(each, token.encode()) for each in _tokens(said)):
        return answers.private_error(
            401,
            "unauthorized",
            "The header Authorization has to be Bearer, a space, and the token of this run.",
            (b"www-authenticate", b"Bearer"),
        )
    return None


def _forbidden(message: str) -> Answer:
    return answers.private_error(403, "forbidden", message)


def _tokens(headers: Iterable[Header]) -> Iterable[bytes]:
    for name, value in headers:
        if name == b"x-track-debugger-token":
            yield value
        elif name == b"authorization" and value[:7].lower() == b"bearer ":
            yield value[7:].strip()


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    bare = name if colon and port.isdecimal() else host
    return bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare


def _is_loopback(name: str) -> bool:
    if name.lower() in _LOCAL_NAMES:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback
