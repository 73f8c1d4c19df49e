"""What a filter does, in words: the type is track, and not (the library is analytics.js)."""

from __future__ import annotations

from debugger.query.fields import Field, Kind
from debugger.query.regular import Regular
from debugger.query.tree import (
    And,
    Comparison,
    Everything,
    Expression,
    Node,
    Not,
    Or,
    PathComparison,
    Presence,
    Text,
)

_SIGNS = {
    "=": "is",
    ">": "is above",
    ">=": "is at least",
    "<": "is below",
    "<=": "is at most",
}
_TIMES = {"=": "is", ">": "is after", ">=": "is from", "<": "is before", "<=": "is up to"}
_STATES = {
    "starred": "it is starred",
    "batched": "it came in a batch",
    "clean": "nothing is found in it",
    "problem": "it is not a message",
    "silenced": "it has silenced findings",
}
_OTHER_STATES = {
    "starred": "it is not starred",
    "batched": "it came alone",
    "clean": "something is found in it",
    "problem": "it is a message",
    "silenced": "it has no silenced findings",
}
_THERE = {"rule": "a finding that counts", "silenced": "a silenced finding"}
_LIKE = {"rule": "a finding is of the rule", "silenced": "a silenced finding is of the rule"}


def in_words(node: Node) -> str:
    """The filter as the rest of a sentence that begins with “Calls where”; empty for one that finds all."""
    return "" if isinstance(node, Everything) else _said(node, inside=False)


def _said(node: Node, *, inside: bool) -> str:  # noqa: PLR0911 - one for each kind of term
    match node:
        case And(terms=terms) | Or(terms=terms):
            joint = " and " if isinstance(node, And) else " or "
            said = joint.join(_said(term, inside=True) for term in terms)
            return f"({said})" if inside else said
        case Not(term=term):
            return _not(term) or f"not {_said(term, inside=True)}"
        case Text(pieces=pieces):
            return f"“{'…'.join(pieces)}” stands anywhere"
        case Expression(regular=regular):
            return f"/{regular.pattern}/ matches anywhere"
        case PathComparison():
            return _path(node)
        case Presence(what=what, name=name):
            noun = _THERE.get(what.name, what.noun) if isinstance(what, Field) else name
            return f"there is {noun}"
        case Comparison():
            return _comparison(node)
        case Everything():
            return "anything"


def _not(term: Node) -> str:  # noqa: PLR0911 - kinds are said differently
    """What a term does not find, where that can be said shorter than by “not”."""
    match term:
        case Text(pieces=pieces):
            return f"“{'…'.join(pieces)}” stands nowhere"
        case Expression(regular=regular):
            return f"/{regular.pattern}/ matches nowhere"
        case Comparison(field=field, typed=typed) if field.name == "is":
            return _OTHER_STATES[typed.lower()]
        case Comparison(field=field, typed=typed) if (
            field.kind is Kind.SEVERITY and typed.lower() == "none"
        ):
            return "something is found in it" if term.operator == "=" else ""
        case Comparison(value=Regular()) | PathComparison(value=Regular()):
            return ""
        case Comparison(field=field, typed=typed) if field.name in _LIKE:
            return f"{_LIKE[field.name].replace('a ', 'no ', 1)} {typed}"
        case Comparison(field=field, typed=typed) if field.kind is Kind.PROSE:
            return f"{field.noun} does not hold “{typed}”"
        case Comparison() | PathComparison() if term.operator == "=":
            noun = term.field.noun if isinstance(term, Comparison) else term.name
            verb = _verb("=", term.typed).replace("is", "is not", 1)
            return f"{noun} {verb} {term.typed or '“”'}"
    return ""


def _path(term: PathComparison) -> str:
    if isinstance(term.value, Regular):
        return f"{term.name} matches /{term.value.pattern}/"
    return f"{term.name} {_verb(term.operator, term.typed)} {term.typed or '“”'}"


def _comparison(term: Comparison) -> str:  # noqa: PLR0911 - kinds are said differently
    field, typed = term.field, term.typed
    if field.name == "is":
        return _STATES[typed.lower()]
    noun = _LIKE.get(field.name, field.noun)
    if isinstance(term.value, Regular):
        return f"{noun} matches /{term.value.pattern}/"
    if field.name in _LIKE:
        return f"{noun} {typed}"
    if field.kind is Kind.PROSE:
        return f"{noun} holds “{typed}”"
    if field.kind is Kind.TIME:
        return f"{noun} {_TIMES[term.operator]} {_moment(typed)}"
    if field.kind is Kind.SEVERITY and typed.lower() == "none" and term.operator == "=":
        return "nothing is found in it"
    return f"{noun} {_verb(term.operator, typed)} {typed}"


def _verb(operator: str, typed: str) -> str:
    return "is like" if operator == "=" and "*" in typed else _SIGNS[operator]


def _moment(typed: str) -> str:
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
    if typed[:-1].isdecimal() and typed[-1:] in units:
        unit = units[typed[-1]]
        return f"{typed[:-1]} {unit.removesuffix('s') if int(typed[:-1]) == 1 else unit} ago"
    return typed
