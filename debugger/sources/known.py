"""Puts together what is known of each source: its calls, what was seen beside them, and its label."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from debugger.connection.evidence import OURS, is_ours
from debugger.connection.seen import Kind, Seen
from debugger.events import Source
from debugger.session.rows import Sent
from debugger.sources.colours import colours
from debugger.sources.libraries import can_ask, short_name
from debugger.sources.names import Named, names
from debugger.sources.sender import NO_LABEL, Label, Sender, sender_of
from debugger.sources.state import Heard, State, state_of
from debugger.wire import keys

MOST = 100
"""Sources that are told apart; of more, those that sent most."""

_ASKS = frozenset({Kind.SETTINGS, Kind.SOURCE_CONFIG, Kind.SDK, Kind.SDK_MISSING})
_CONFIG = "sourceConfig"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """One source with all that the window shows of it."""

    sender: Sender | None
    """None for one that has sent no call yet: its key is then known masked only."""
    name: str
    colour: str
    key: str
    """The write key, masked."""
    fingerprint: str
    """Of the write key; empty for none."""
    library: str
    """As it calls itself; the browser or client where it has sent no call yet."""
    sent: Sent | None = None
    versions: tuple[tuple[str, int], ...] = ()
    """Of the library, each with its calls, the most first."""
    state: State = State.DELIVERING
    first_at: int = 0
    last_at: int = 0
    """When anything was heard of it first and last, in microseconds since 1970-01-01 UTC."""
    settings: int = 0
    """How often it asked for settings."""
    metrics: int = 0
    """How many reports of figures about itself it told."""
    unclear_metrics: int = 0
    """Reports that are of this source or of another one with the same page and browser."""
    label: Label = NO_LABEL

    @property
    def calls(self) -> int:
        """How many calls it sent."""
        return self.sent.calls if self.sent else 0


@dataclass(slots=True)
class _Gathered:
    """What is put together for one source."""

    sender: Sender | None
    library: str
    key: str
    sent: Sent | None = None
    versions: dict[str, int] = field(default_factory=dict)
    asks: list[Seen] = field(default_factory=list)
    metrics: list[Seen] = field(default_factory=list)
    booted_at: int = 0

    @property
    def origins(self) -> set[str]:
        """The pages that it is known to run in."""
        return {each.origin for each in (*self.asks, *self.metrics) if each.origin}

    @property
    def heard(self) -> Heard:
        """When what was last heard of it."""
        return Heard(
            call_at=self.sent.last_at if self.sent else 0,
            asked_at=max((each.last_at for each in self.asks), default=0),
            booted_at=max([self.booted_at, *(each.last_at for each in self.metrics)]),
        )

    @property
    def first_at(self) -> int:
        """When it was first heard of."""
        times = [each.first_at for each in (*self.asks, *self.metrics)]
        return min([*times, *([self.sent.first_at] if self.sent else [])], default=0)


def known_sources(
    sent: Mapping[Source, Sent],
    seen: Iterable[Seen],
    *,
    labels: Mapping[Sender, Label],
    places: Mapping[Sender, str],
    now: int,
) -> list[KnownSource]:
    """The sources in the order in which they were first heard of, so that none changes its place.

    `places` says where some of them run; `now` is microseconds UTC.
    """
    gathered = _senders(sent)
    heard = [each for each in seen if not is_ours(each)]
    _add_asks(gathered, [each for each in heard if each.kind in _ASKS and each.fingerprint])
    _add_metrics(gathered, [each for each in heard if each.kind is Kind.METRICS])
    _add_preflights(gathered, [each for each in heard if each.kind is Kind.PREFLIGHT])
    gathered.sort(key=lambda each: each.first_at)
    return list(_finished(gathered, heard, labels, places, now))


def _senders(sent: Mapping[Source, Sent]) -> list[_Gathered]:
    found: dict[Sender, _Gathered] = {}
    for source, of_version in sent.items():
        if source.library == OURS:
            continue
        sender = sender_of(source)
        if sender not in found:
            found[sender] = _Gathered(sender, source.library, keys.masked(sender.write_key))
        one = found[sender]
        one.sent = one.sent + of_version if one.sent else of_version
        one.versions[source.version] = one.versions.get(source.version, 0) + of_version.calls
    return heapq.nlargest(
        MOST, found.values(), key=lambda each: each.sent.calls if each.sent else 0
    )


def _add_asks(gathered: list[_Gathered], asks: Sequence[Seen]) -> None:
    """Gives each to the sources that it can be of; where there is none, it is a source that has sent nothing."""
    waiting: dict[tuple[str, bool], _Gathered] = {}
    by_key = _by_fingerprint(gathered)
    for ask in asks:
        rudder = ask.kind is Kind.SOURCE_CONFIG
        those = [
            each
            for each in by_key.get(ask.fingerprint, ())
            if can_ask(each.library, ask.client, rudder=rudder)
        ]
        if not those and len(waiting) < MOST:
            place = (ask.fingerprint, rudder)
            those = [waiting.setdefault(place, _Gathered(None, ask.client, ask.key))]
        for each in those:
            each.asks.append(ask)
    gathered += waiting.values()


def _add_metrics(gathered: Sequence[_Gathered], metrics: Sequence[Seen]) -> None:
    by_key = _by_fingerprint(gathered)
    for told in metrics:
        for each in by_key.get(told.fingerprint, ()) if told.fingerprint else ():
            if can_ask(each.library, told.client, rudder=False) or each.sender is None:
                each.metrics.append(told)


def _add_preflights(gathered: Sequence[_Gathered], preflights: Sequence[Seen]) -> None:
    """Rudder's SDK has even its settings asked for by a preflight, which says nothing of having them."""
    for asked in preflights:
        for each in gathered:
            if asked.origin in each.origins and _CONFIG not in asked.path:
                each.booted_at = max(each.booted_at, asked.last_at)


def _by_fingerprint(gathered: Sequence[_Gathered]) -> dict[str, list[_Gathered]]:
    found: dict[str, list[_Gathered]] = {}
    for each in gathered:
        key = keys.fingerprint(each.sender.write_key) if each.sender else ""
        for fingerprint in {key, *(ask.fingerprint for ask in each.asks)} - {""}:
            found.setdefault(fingerprint, []).append(each)
    return found


def _finished(
    gathered: Sequence[_Gathered],
    heard: Sequence[Seen],
    labels: Mapping[Sender, Label],
    places: Mapping[Sender, str],
    now: int,
) -> Iterator[KnownSource]:
    of_each = [labels.get(each.sender, NO_LABEL) if each.sender else NO_LABEL for each in gathered]
    named = names(
        [
            Named(
                given=label.name,
                base=short_name(
                    each.library.partition(" ")[0] if not each.sender else each.library
                ),
                place=_place(each, places),
                key=each.key,
            )
            for each, label in zip(gathered, of_each, strict=True)
        ]
    )
    shades = colours([_identity(each) for each in gathered], [label.colour for label in of_each])
    for each, label, name, colour in zip(gathered, of_each, named, shades, strict=True):
        yield KnownSource(
            sender=each.sender,
            name=name,
            colour=colour,
            key=each.key,
            fingerprint=_fingerprint(each),
            library=each.library,
            sent=each.sent,
            versions=tuple(sorted(each.versions.items(), key=lambda item: -item[1])),
            state=state_of(each.heard, now),
            first_at=each.first_at,
            last_at=each.heard.last_at,
            settings=sum(ask.count for ask in each.asks if ask.kind not in _SCRIPTS),
            metrics=sum(told.count for told in each.metrics),
            unclear_metrics=sum(
                told.count
                for told in heard
                if told.kind is Kind.METRICS
                and not told.fingerprint
                and told.origin in each.origins
            ),
            label=label,
        )


_SCRIPTS = frozenset({Kind.SDK, Kind.SDK_MISSING})


def _identity(gathered: _Gathered) -> str:
    """By which its colour is chosen: that of a source which has only asked stays when calls come."""
    return _fingerprint(gathered) or gathered.library


def _fingerprint(gathered: _Gathered) -> str:
    if gathered.sender is None:
        return gathered.asks[0].fingerprint
    return keys.fingerprint(gathered.sender.write_key)


def _place(gathered: _Gathered, places: Mapping[Sender, str]) -> str:
    if gathered.sender:
        return places.get(gathered.sender, "")
    origins = sorted(gathered.origins)
    return origins[0].partition("://")[2] if len(origins) == 1 else ""
