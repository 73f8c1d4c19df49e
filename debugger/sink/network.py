"""How other devices reach this machine: its addresses on private networks, and its name there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address

_BEYOND = ("10.254.254.254", "172.30.254.254", "192.168.254.254", "192.0.2.1")
"""Somewhere in each private network, and anywhere else: the system says from where it would send there."""


def network_of(host: str) -> tuple[str, ...]:
    """This machine's addresses for other devices, when it listens on `host`; empty when it lets none in."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return () if host in {"localhost", ""} else (host,)
    if address.is_loopback:
        return ()
    return addresses() if address.is_unspecified else (host,)


def addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses on its networks, the one of each route first."""
    found = dict.fromkeys((*_sources(), *_of_its_name()))
    return tuple(each for each in found if not ip_address(each).is_loopback)


def host_names() -> tuple[str, ...]:
    """This machine's name on its network: `name.local`."""
    name = socket.gethostname().partition(".")[0].lower()
    fits = name.isascii() and name.replace("-", "").isalnum()
    return (f"{name}.local",) if fits else ()


def _sources() -> Iterator[str]:
    for target in _BEYOND:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect((target, 9))  # sends nothing
            yield str(asked.getsockname()[0])


def _of_its_name() -> Iterator[str]:
    with suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(entry[4][0])
