"""The address that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from debugger.errors import UsageError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Scheme, host and port of an app's host setting."""

    secure: bool
    host: str
    """A name or an address, without brackets."""
    port: int

    @property
    def authority(self) -> str:
        """`localhost:8765`, as a Host header has it."""
        return place(self.host, self.port)

    @property
    def url(self) -> str:
        """`http://localhost:8765`."""
        return f"http{'s' if self.secure else ''}://{self.authority}"

    @property
    def is_here(self) -> bool:
        """Whether it is this machine by its name alone."""
        return self.host in _LOOPBACK or self.host.endswith(".localhost")


def target_of(url: str) -> Target:
    """What `url` names; `localhost:8765` will do. Raises `UsageError`."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port
    except ValueError as error:
        raise UsageError(
            f"{url} is no address: {error}.", "Write http://localhost:8765."
        ) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UsageError(f"{url} is no address of HTTP.", "Write http://localhost:8765.")
    return Target(
        secure=parts.scheme == "https",
        host=parts.hostname,
        port=_PORTS[parts.scheme] if port is None else port,
    )


def place(host: str, port: int) -> str:
    """`127.0.0.1:8765`, `[::1]:8765`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
