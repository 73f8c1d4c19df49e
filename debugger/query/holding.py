"""Holds a filter against one event, without a database; a session's file is asked by its own room."""

from __future__ import annotations

from collections.abc import Callable

from debugger.query.comparing import number_holds, path_test, text_test
from debugger.query.fields import Field, Kind
from debugger.query.paths import values_at
from debugger.query.pattern import Pattern, lower
from debugger.query.spelling import stand_in, ways
from debugger.query.subject import Subject
from debugger.query.tree import (
    And,
    Comparison,
    Everything,
    Expression,
    Interval,
    Node,
    Not,
    Or,
    PathComparison,
    Presence,
    Text,
)


def _worst(event: Subject) -> int:
    return max((int(each.severity) for each in event.findings if not each.silenced), default=0)


TEXTS: dict[str, Callable[[Subject], tuple[str | None, ...]]] = {
    "type": lambda event: (event.type,),
    "event": lambda event: (event.name,),
    "user": lambda event: (event.user,),
    "anonymous": lambda event: (event.anonymous,),
    "message": lambda event: (event.message,),
    "verdict": lambda event: (event.verdict.value,),
    "rule": lambda event: tuple(each.rule for each in event.findings if not each.silenced),
    "silenced": lambda event: tuple(each.rule for each in event.findings if each.silenced),
    "source": lambda event: event.sources,
    "library": lambda event: event.libraries,
    "version": lambda event: (event.version,),
    "key": lambda event: event.keys,
    "transport": lambda event: (event.transport,),
    "answer": lambda event: (event.answer,),
    "path": lambda event: (event.path,),
    "client": lambda event: (event.client,),
    "problem": lambda event: (event.problem,),
    "note": lambda event: (event.note,),
    "colour": lambda event: (event.colour,),
    "is": lambda event: tuple(state for state, holds in STATES.items() if holds(event)),
}
"""The texts of a field; empty ones are as if they were not there."""

NUMBERS: dict[str, Callable[[Subject], int | None]] = {
    "received": lambda event: event.received_at,
    "after": lambda event: event.received_at,
    "before": lambda event: event.received_at,
    "number": lambda event: event.number,
    "request": lambda event: event.request,
    "position": lambda event: event.position,
    "size": lambda event: len(event.payload),
    "severity": _worst,
}

STATES: dict[str, Callable[[Subject], bool]] = {
    "batched": lambda event: event.position is not None,
    "clean": lambda event: not _worst(event),
    "problem": lambda event: bool(event.problem),
    "silenced": lambda event: any(finding.silenced for finding in event.findings),
    "starred": lambda event: event.starred,
}


def holds(node: Node, event: Subject) -> bool:  # noqa: PLR0911 - one for each kind of term
    """Whether the filter finds the event."""
    match node:
        case Everything():
            return True
        case And(terms=terms):
            return all(holds(term, event) for term in terms)
        case Or(terms=terms):
            return any(holds(term, event) for term in terms)
        case Not(term=term):
            return not holds(term, event)
        case Text(pieces=pieces):
            return _stands_anywhere(pieces, event)
        case Expression(regular=regular):
            return any(map(regular.finder(), _looked_through(event)))
        case PathComparison(path=path):
            return path_test(node)(values_at(event.fields, path))
        case Presence(what=what):
            return (
                _is_there(what, event)
                if isinstance(what, Field)
                else any(True for _ in values_at(event.fields, what))
            )
        case Comparison():
            return _compares(node, event)


def summary(event: Subject) -> tuple[str, ...]:
    """The texts beside the payload that a text is looked for in."""
    found = (event.type, event.name, event.user, event.anonymous, event.message, event.problem)
    return tuple(text or "" for text in (*found, *event.shown))


def _compares(term: Comparison, event: Subject) -> bool:
    wanted = term.value
    if isinstance(wanted, Interval):
        number = NUMBERS[term.field.name](event)
        return number is not None and number_holds(number, term.operator, wanted)
    like = text_test(wanted, part=term.field.kind is Kind.PROSE)
    return any(text and like(text) for text in TEXTS[term.field.name](event))


def _is_there(field: Field, event: Subject) -> bool:
    if field.kind is Kind.SEVERITY:
        return bool(_worst(event))
    if field.name in NUMBERS:
        return NUMBERS[field.name](event) is not None
    return any(TEXTS[field.name](event))


def _stands_anywhere(pieces: tuple[str, ...], event: Subject) -> bool:
    wanted = Pattern(tuple(map(lower, pieces)))
    if any(map(wanted.within, summary(event))):
        return True
    return stand_in(event.payload, ways(pieces))


def _looked_through(event: Subject) -> tuple[str | bytes, ...]:
    return (event.payload, *summary(event))
