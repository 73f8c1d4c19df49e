"""What a diagnosis is made from: pure data, gathered by the window or by `track-debugger doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from debugger.connection.seen import Kind, Seen

OURS = "track-debugger"
"""How our own requests name themselves, as a client and as a library: they say nothing of an app."""

SECOND = 1_000_000
"""In microseconds, which all times here are in."""

_BROWSERS_OWN = frozenset({"/favicon.ico", "/robots.txt", "/apple-touch-icon.png"})
_SAYS_NOTHING = frozenset({Kind.HOME, Kind.SILENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one source has sent."""

    name: str
    """Its library and version."""
    key: str
    """Its write key, masked."""
    count: int
    last_at: int = 0
    """When its newest call came; 0 when that was before anybody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What the receiver could not do, in its own words."""

    kind: str
    """`port-taken`, `disk-full`, `session` or `listen`."""
    message: str
    remedy: str = ""


class StepKind(StrEnum):
    """A step of looking at an address from outside, in their order."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    HOME = "home"
    SETTINGS = "settings"
    PREFLIGHT = "preflight"
    WRITE = "write"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one step went."""

    kind: StepKind
    outcome: str = ""
    """Empty when it went well; else a word that says how it failed: `refused`, `timeout`, `other-program`,
    `unknown-name`, `untrusted`, `speaks-tls` and `speaks-http` (the other one was asked for), `not-http`,
    `no-address` (not what an app needs), `status`, `not-stored`."""
    address: str = ""
    """`127.0.0.1:8765`, for steps that are made to each address."""
    text: str = ""
    """What happened, in plain words."""
    milliseconds: float = 0.0

    @property
    def went_well(self) -> bool:
        """Whether nothing stood in the way."""
        return not self.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known at one moment."""

    now: int
    """Microseconds since 1970-01-01 UTC, as all times here."""
    listening: tuple[str, ...] = ()
    """Addresses: `http://127.0.0.1:8765`, `https://[::1]:8766`."""
    since: int = 0
    """When the receiver began to listen, or ceased to."""
    seen: tuple[Seen, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    port: int = 0
    """The port that was asked for."""
    owner: str = ""
    """The program that has the port, in words, where the system tells."""
    steps: tuple[Step, ...] = ()
    """What looking from outside has shown; empty when nobody looked."""

    def of(self, *kinds: Kind) -> Iterator[Seen]:
        """What apps did in one of these ways; our own requests are left out."""
        return (each for each in self.seen if each.kind in kinds and not is_ours(each))

    def failed(self, *outcomes: str) -> Iterator[Step]:
        """The steps that failed in one of these ways."""
        return (step for step in self.steps if step.outcome in outcomes)

    @property
    def nothing_arrived(self) -> bool:
        """Whether no app has been heard of: no call, and nothing that comes before or beside calls."""
        heard = any(
            each.kind not in _SAYS_NOTHING and not is_ours(each) and not is_browsers_own(each)
            for each in self.seen
        )
        return not heard and not any(each.count for each in self.deliveries)


def is_ours(seen: Seen) -> bool:
    """Whether it was our own look at ourselves."""
    return seen.client.startswith(OURS)


def is_browsers_own(seen: Seen) -> bool:
    """Whether browsers ask for that by themselves wherever they go."""
    return seen.kind is Kind.UNKNOWN_PATH and (
        seen.path in _BROWSERS_OWN or seen.path.startswith("/.well-known/")
    )
