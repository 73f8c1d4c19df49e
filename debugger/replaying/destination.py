"""Where an address leads, as far as its name says: before anything is looked up."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")


def host_of(url: str) -> str:
    """The host that `url` names, `localhost:8765` as well; empty where it is no address of HTTP."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in _SCHEMES else ""


def is_here(host: str) -> bool:
    """Whether the name alone says that it is this machine; others may be all the same."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
