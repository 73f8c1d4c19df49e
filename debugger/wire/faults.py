"""Faults that are simulated on purpose, to see how an SDK takes them: which there are, and which request meets one.

A fault is written in one line: what happens, then for whom and how often, separated by commas.

    429,retry-after=2,next=3     answer 429 to the next three requests, and ask to come again after 2 seconds
    500,share=20%                answer 500 to every fifth request, by chance
    slow=10                      answer as ever, 10 seconds later
    drop                         close the connection instead of answering; what came is stored
    drop-early                   close it before the body is read; nothing is stored
    truncate,source=wk_web       break off in the middle of the answer, for one write key or library

Whom a request is from is known once its body is read, by the messages in it. Before that, for
`drop-early`, only what its headers and its query say is.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from debugger.errors import FaultError
from debugger.events import Source
from debugger.wire import client
from debugger.wire.keys import masked

STATUSES = (400, 413, 429, 500, 503)
LONGEST = 600.0
"""Seconds that an answer may be put off, or asked to be waited for."""


class FaultKind(StrEnum):
    """What happens to a request that meets a fault."""

    STATUS = "status"
    SLOW = "slow"
    DROP = "drop"
    DROP_EARLY = "drop-early"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault, for whom, and how often."""

    kind: FaultKind
    status: int = 0
    """One of `STATUSES`, for a fault of that kind."""
    seconds: float = 0.0
    """How long a slow answer is put off, or what Retry-After says."""
    source: str = ""
    """A write key, or a library by one of its `names`; empty for everybody."""
    next: int | None = None
    """How many requests meet it; None for no end."""
    share: int | None = None
    """How many of a hundred requests meet it, by chance; None for all."""

    @property
    def text(self) -> str:
        """The fault in one line, as `parsed` reads it."""
        what = str(self.status) if self.kind is FaultKind.STATUS else self.kind.value
        if self.kind is FaultKind.SLOW:
            what += f"={self.seconds:g}"
        parts = [what]
        if self.kind is FaultKind.STATUS and self.seconds:
            parts.append(f"retry-after={self.seconds:g}")
        if self.next is not None:
            parts.append(f"next={self.next}")
        if self.share is not None:
            parts.append(f"share={self.share}%")
        if self.source:
            parts.append(f"source={self.source}")
        return ",".join(parts)

    @property
    def words(self) -> str:
        """The fault in words, its write key masked: `429 with Retry-After of 2 s for the next 3 from wk_…3f`."""
        parts = [_WORDS.get(self.kind, "")]
        if self.kind is FaultKind.STATUS:
            parts = [str(self.status)]
            if self.seconds:
                parts.append(f"with Retry-After of {self.seconds:g} s")
        elif self.kind is FaultKind.SLOW:
            parts = [f"answers {self.seconds:g} s late"]
        if self.share is not None:
            parts.append(f"for {self.share}% of requests")
        if self.next is not None:
            parts.append(f"for the next {self.next:,}" if self.next > 1 else "for the next one")
        if self.source:
            is_library = "analytics" in self.source.casefold() or self.source.startswith("@")
            parts.append(f"from {self.source if is_library else masked(self.source)}")
        return " ".join(parts)

    def answered(self, ordinary: int) -> str:
        """What is kept of it with a request: how that was answered, in place of the `ordinary` status."""
        match self.kind:
            case FaultKind.STATUS:
                return f"{self.status} simulated"
            case FaultKind.SLOW:
                return f"{ordinary} simulated after {self.seconds:g} s"
            case FaultKind.TRUNCATE:
                return "answer cut short, simulated"
            case _:
                return "connection dropped, simulated"


FaultState = tuple[Fault, int, int | None]
"""A fault, how many requests met it, and how many more will; None for no end."""


_WORDS = {
    FaultKind.DROP: "connection dropped after the body",
    FaultKind.DROP_EARLY: "connection dropped before the body",
    FaultKind.TRUNCATE: "answer cut short",
}


class Faults:
    """The faults in force, and how often each was met."""

    def __init__(
        self, faults: Sequence[Fault] = (), *, met: Sequence[int] = (), seed: int = 0
    ) -> None:
        """`met` says of each how often it was met before, where that is gone on with."""
        self.faults = tuple(faults)
        self._met = [*met, *(0 for _ in self.faults[len(met) :])]
        self._random = random.Random(seed)  # noqa: S311 - chance that can be repeated, no secret

    def meet(self, names: Collection[str], *, early: bool) -> Fault | None:
        """The fault that the next request of a source meets, which is counted; None where it meets none.

        `names` are all that go for the source. `early` is before the body, when only a fault that
        needs none of it is met, and only then.
        """
        for place, fault in enumerate(self.faults):
            if (fault.kind is FaultKind.DROP_EARLY) != early:
                continue
            if fault.source and fault.source not in names:
                continue
            if fault.next is not None and self._met[place] >= fault.next:
                continue
            if fault.share is not None and self._random.randrange(100) >= fault.share:
                continue
            self._met[place] += 1
            return fault
        return None

    def state(self) -> Iterator[FaultState]:
        """Each fault as it stands."""
        for fault, met in zip(self.faults, self._met, strict=True):
            yield fault, met, None if fault.next is None else max(0, fault.next - met)


def names(source: Source) -> frozenset[str]:
    """What a source may be called by: its write key, its library, and what the window shows of that."""
    short = client.short(source.library)
    known = {source.write_key, source.library, short, f"{short} {source.version}".strip()}
    return frozenset(known - {""})


def parsed(text: str) -> Fault:
    """The fault that one line says. Raises `FaultError` that names what is wrong with it."""
    first, *rest = (part.strip() for part in text.split(","))
    what, _, value = first.partition("=")
    fault = _kind(text, what, value)
    for part in rest:
        name, equals, value = part.partition("=")
        if not equals or name not in _DETAILS:
            raise FaultError(
                f"“{text}” is no fault: “{part}” is not understood.",
                "After what happens there may stand retry-after=SECONDS, next=COUNT, share=PERCENT, source=NAME.",
            )
        fault |= _DETAILS[name](text, value)
    if fault["kind"] is not FaultKind.STATUS and "retry-after" in text:
        raise FaultError(
            f"“{text}” is no fault: only an answer can ask to come again.",
            "Name a status before retry-after, such as 429.",
        )
    return Fault(**fault)  # type: ignore[arg-type]  # each of its type, by the functions below


def _kind(text: str, what: str, value: str) -> dict[str, object]:
    if what.isascii() and what.isdecimal() and not value:
        if int(what) not in STATUSES:
            raise FaultError(
                f"“{text}” is no fault: Segment's SDKs are not answered {what}.",
                f"Choose {', '.join(map(str, STATUSES[:-1]))} or {STATUSES[-1]}.",
            )
        return {"kind": FaultKind.STATUS, "status": int(what)}
    if what == FaultKind.SLOW:
        return {"kind": FaultKind.SLOW, **_seconds(text, value)}
    known = {
        kind.value: kind for kind in (FaultKind.DROP, FaultKind.DROP_EARLY, FaultKind.TRUNCATE)
    }
    if what not in known or value:
        raise FaultError(
            f"“{text}” is no fault: “{what}” is none.",
            "There are 400, 413, 429, 500, 503, slow=SECONDS, drop, drop-early and truncate.",
        )
    return {"kind": known[what]}


def _seconds(text: str, value: str) -> dict[str, object]:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= LONGEST:
        raise FaultError(
            f"“{text}” is no fault: “{value}” is no time.", f"Name seconds up to {LONGEST:g}."
        )
    return {"seconds": seconds}


def _count(text: str, value: str) -> dict[str, object]:
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= 1_000_000:
        raise FaultError(
            f"“{text}” is no fault: “{value}” is no number of requests.", "Name 1 or more."
        )
    return {"next": int(value)}


def _share(text: str, value: str) -> dict[str, object]:
    number = value.removesuffix("%")
    if not (number.isascii() and number.isdecimal()) or not 1 <= int(number) <= 100:
        raise FaultError(f"“{text}” is no fault: “{value}” is no share.", "Name 1% to 100%.")
    return {"share": int(number)}


def _source(text: str, value: str) -> dict[str, object]:
    if not value:
        raise FaultError(f"“{text}” is no fault: its source has no name.", "Name a write key.")
    return {"source": value}


_DETAILS = {"retry-after": _seconds, "next": _count, "share": _share, "source": _source}
