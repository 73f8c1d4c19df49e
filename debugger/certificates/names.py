"""What the authority may vouch for: this machine and its private network, and nothing on the web."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address, ip_network

DOMAINS = ("localhost", "local")
"""With all below them. `.local` names the machines of a network (RFC 6762); nobody can own one on the web."""

NETWORKS = tuple(
    ip_network(network)
    for network in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("169.254.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10"),
    )
)

ALWAYS = ("localhost", "127.0.0.1", "::1", "10.0.2.2")
"""The last is this machine as Android's emulator sees it."""


def is_permitted(name: str) -> bool:
    """Whether a certificate may carry `name`, a host name or an address."""
    try:
        address = ip_address(name)
    except ValueError:
        return any(name == domain or name.endswith(f".{domain}") for domain in DOMAINS)
    return any(address in network for network in NETWORKS)


def permitted(names: Iterable[str]) -> tuple[str, ...]:
    """`ALWAYS` and what may be carried of `names`, each once."""
    return tuple(dict.fromkeys((*ALWAYS, *filter(is_permitted, names))))
