"""Holds calls against expectations as they come, and keeps of them only what an outcome tells."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from itertools import islice

from debugger.expectations.difference import Difference
from debugger.expectations.expectation import ANY, Call, Expectation, Sequence
from debugger.expectations.names_that_came import NamesThatCame, unlikeness
from debugger.expectations.outcome import MOST_DIFFERENCES, Candidate, Outcome
from debugger.findings import Verdict
from debugger.spec.wording import quoted

_NEAREST = 3
"""Calls that come near, of which an outcome tells."""
_NUMBERS = 5
"""Calls that match, of which an outcome tells."""
_DIFFERENCES_COUNTED = 1000


class Expectations:
    """All that is expected of one run."""

    def __init__(self, expected: Iterable[Expectation | Sequence]) -> None:
        self._came = NamesThatCame()
        self._watched = [
            _Order(each) if isinstance(each, Sequence) else _Calls(each) for each in expected
        ]

    def see(self, call: Call) -> None:
        """One call, in the order of the session."""
        self._came.see(call)
        for each in self._watched:
            each.see(call)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What has become of each, in the order of the file."""
        return tuple(each.outcome(self._came) for each in self._watched)


class _Calls:
    """One expectation, how many calls match it and which come near."""

    def __init__(self, expectation: Expectation) -> None:
        self._expectation = expectation
        self._count = 0
        self._numbers: list[int] = []
        self._nearest: list[tuple[float, int, int, Candidate]] = []
        self._after_came = expectation.after is None

    def see(self, call: Call) -> None:
        far = self._distance(call)
        if far is not None:
            self._compare(call, far)
        self._after_came = self._after_came or _is_kept(call, self._expectation.after)

    def outcome(self, came: NamesThatCame) -> Outcome:
        expectation = self._expectation
        met = expectation.is_met_by(self._count)
        wanting = not met and self._count < expectation.least
        return Outcome(
            title=expectation.title,
            line=expectation.line,
            met=met,
            expected=f"{expectation.count} {expectation.described}",
            got=self._count,
            numbers=tuple(self._numbers),
            nearest=tuple(each[-1] for each in self._nearest) if wanting else (),
            instead=came.told() if wanting and not self._nearest else (),
        )

    def _compare(self, call: Call, far: float) -> None:
        found = list(islice(self._differences(call), _DIFFERENCES_COUNTED))
        if not found:
            self._count += 1
            if len(self._numbers) < _NUMBERS:
                self._numbers.append(call.number)
            return
        if len(self._nearest) < _NEAREST or (far, len(found)) < self._nearest[-1][:2]:
            told = tuple(found[:MOST_DIFFERENCES])
            candidate = Candidate(call.number, call.label, told, len(found) - len(told))
            insort(
                self._nearest, (far, len(found), call.number, candidate), key=lambda one: one[:3]
            )
            del self._nearest[_NEAREST:]

    def _distance(self, call: Call) -> float | None:
        """How far the call is by its name and type alone; None where it is another call altogether."""
        expectation = self._expectation
        if expectation.event is None:
            return None if expectation.type not in {None, call.type} else 0.0
        return None if call.name is None else unlikeness(expectation.event, call.name)

    def _differences(self, call: Call) -> Iterator[Difference]:
        expectation = self._expectation
        if expectation.type not in {None, call.type}:
            yield Difference("/type", quoted(expectation.type), quoted(call.type))
        place = "/event" if call.type == "track" else "/name"
        if expectation.event not in {None, call.name}:
            yield Difference(place, quoted(expectation.event), quoted(call.name))
        if expectation.event_like is not None:
            yield from expectation.event_like.differences(call.name, place)
        if expectation.source not in {None, call.library}:
            wanted = f"the source {expectation.source}"
            yield Difference("", wanted, call.library or "an unknown one")
        if expectation.user is not None:
            yield from expectation.user.differences(call.fields.get("userId"), "/userId")
        yield from expectation.fields.differences(call.fields, "")
        if expectation.verdict not in {ANY, call.verdict.value}:
            yield _of_verdict(expectation.verdict, call)
        if not self._after_came:
            yield Difference("", f"{quoted(expectation.after)} before it", "none until then")


class _Order:
    """One sequence and how far it has come."""

    def __init__(self, sequence: Sequence) -> None:
        self._sequence = sequence
        self._numbers: list[int] = []
        self._last = ""

    def see(self, call: Call) -> None:
        events = self._sequence.events
        if len(self._numbers) < len(events) and _is_kept(call, events[len(self._numbers)]):
            self._numbers.append(call.number)
            self._last = call.label

    def outcome(self, came: NamesThatCame) -> Outcome:
        events, reached = self._sequence.events, len(self._numbers)
        met = reached == len(events)
        return Outcome(
            title=self._sequence.title,
            line=self._sequence.line,
            met=met,
            expected=f"{len(events)} in this order: {self._sequence.described}",
            got=reached,
            numbers=tuple(self._numbers),
            nearest=(self._missing(events, reached),) if reached and not met else (),
            instead=() if met else came.told(),
        )

    def _missing(self, events: tuple[str, ...], reached: int) -> Candidate:
        wanted = f"{quoted(events[reached])} after it"
        return Candidate(self._numbers[-1], self._last, (Difference("", wanted, "none"),))


def _is_kept(call: Call, name: str | None) -> bool:
    return name is not None and call.name == name and call.verdict is Verdict.KEPT


def _of_verdict(wanted: str, call: Call) -> Difference:
    why = f" ({', '.join(call.reasons)})" if call.reasons else ""
    return Difference("", f"{wanted} by Segment", f"{call.verdict.value}{why}")
