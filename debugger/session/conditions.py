"""A filter as a condition of SQL: its text is our own words; what was typed or captured is a parameter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from debugger.query.comparing import text_test
from debugger.query.fields import Field, Kind
from debugger.query.holding import NUMBERS
from debugger.query.pattern import Pattern, lower
from debugger.query.regular import Regular
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
from debugger.session import path_conditions, search
from debugger.session.answered import ANSWERED, Answers
from debugger.session.envelopes import Inherited
from debugger.session.expression_scan import ExpressionScan
from debugger.session.source_names import SourceNames
from debugger.session.text_conditions import Parameters, like, like_pattern

_REQUEST = "coalesce((SELECT {column} FROM requests WHERE id = events.request_id), '')"
_MARK = "coalesce((SELECT {column} FROM marks WHERE marks.number = events.number), '')"

TEXTS = {
    "type": "events.type",
    "event": "events.name",
    "user": "events.user_id",
    "anonymous": "events.anonymous_id",
    "message": "events.message_id",
    "verdict": "events.verdict",
    "transport": "events.transport",
    "problem": "events.problem",
    "path": _REQUEST.format(column="path"),
    "client": _REQUEST.format(column="client"),
    "note": _MARK.format(column="note"),
    "colour": _MARK.format(column="colour"),
}
COLUMNS = {
    "received": "events.received_at",
    "after": "events.received_at",
    "before": "events.received_at",
    "number": "events.number",
    "request": "events.request_id",
    "position": "events.position",
    "size": "events.payload_size",
    "severity": "events.severity",
}
STATES = {
    "batched": "events.position IS NOT NULL",
    "clean": "events.severity = 0",
    "problem": "events.problem <> ''",
    "silenced": "events.silenced > 0",
    "starred": "events.number IN (SELECT number FROM marks WHERE starred)",
}
_FINDINGS = {"rule": ("events.severity > 0", 0), "silenced": ("events.silenced > 0", 1)}
_SOURCES = ("source", "library", "version", "key")
_LARGEST = 2**63 - 1
_ANSWERS = 1024
"""Different ones of which it is remembered whether they are as wanted: they differ in seconds only."""


class Conditions:
    """Makes the conditions of one filter, and gathers what they need."""

    def __init__(
        self,
        sources: Mapping[int, SourceNames],
        answers: Answers,
        inherited: Inherited | None,
        *,
        scanning: bool = False,
    ) -> None:
        """With None for what is `inherited` from envelopes, they hold where no event has anything from there.

        With `scanning`, an expression is looked for in all events of a stretch together.
        """
        self._scanning = scanning
        self._sources = sources
        self._answers = answers
        self.parameters = Parameters()
        self._inherited = inherited

    def of(self, node: Node) -> str:
        """The condition in parentheses; a NULL in it is as good as false."""
        return f"({self._of(node)})"

    def _of(self, node: Node) -> str:  # noqa: PLR0911 - one for each kind of term
        match node:
            case Everything():
                return "1"
            case And(terms=terms):
                return " AND ".join(map(self.of, terms))
            case Or(terms=terms):
                return " OR ".join(map(self.of, terms))
            case Not(term=term):
                return f"{self.of(term)} IS NOT TRUE"
            case Text(pieces=pieces):
                label = Pattern(("", *map(lower, pieces), ""))
                named = [
                    each
                    for each, call in self._sources.items()
                    if any(map(label.matches, call.shown))
                ]
                return f"{self.sent_by(named)} OR {search.anywhere(pieces, self.parameters)}"
            case Expression(regular=regular):
                return self._expression(regular)
            case PathComparison() | Presence(what=tuple()):
                return path_conditions.condition(node, self.parameters, self._inherited)
            case Presence(what=what):
                assert isinstance(what, Field)  # noqa: S101 - the case before took the paths
                return self._is_there(what)
            case Comparison():
                return self._comparison(node)

    def _comparison(self, term: Comparison) -> str:
        name, wanted = term.field.name, term.value
        if isinstance(wanted, Interval):
            return self._number(COLUMNS[name], term.operator, wanted)
        if name == "is":
            assert isinstance(wanted, Pattern)  # noqa: S101 - a choice is one
            return STATES[wanted.exact or ""]
        if name in _SOURCES:
            like_it = text_test(wanted)
            return self.sent_by(
                each
                for each, call in self._sources.items()
                if any(text and like_it(text) for text in call.texts(name))
            )
        if name in _FINDINGS:
            return self._found(name, wanted)
        if name == "answer":
            return self._answered(text_test(wanted, part=True))
        return self._text(TEXTS[name], wanted, part=term.field.kind is Kind.PROSE)

    def _text(self, column: str, wanted: Pattern | Regular, *, part: bool = False) -> str:
        if isinstance(wanted, Regular):
            test = self.parameters.test(wanted.finder(), column)
        else:
            pattern = Pattern(("", *wanted.pieces, "")) if part else wanted
            test = like(column, pattern, self.parameters)
        return f"{column} <> '' AND {test}"

    def _answered(self, wanted: Callable[[str], bool]) -> str:
        """Asked once of an event, since saying how it was answered costs more than comparing it."""
        answer_of, known = self._answers.of, lru_cache(maxsize=_ANSWERS)(wanted)

        def holds(*columns: Any) -> bool:  # noqa: ANN401 - as SQL has them
            """Whether an answer that is known is as wanted."""
            answer = answer_of(*columns)
            return bool(answer) and known(answer)

        return ANSWERED.format(test=self.parameters.named(holds))

    def _found(self, name: str, wanted: Pattern | Regular | None) -> str:
        any_at_all, silenced = _FINDINGS[name]
        if wanted is None:
            return any_at_all
        rule = self._text("json_extract(value, '$.rule')", wanted)
        may = self._findings_may_have(wanted)
        return (
            f"{any_at_all} AND {may} AND EXISTS (SELECT 1 FROM json_each(payloads.findings) "  # noqa: S608
            f"WHERE coalesce(json_extract(value, '$.silenced'), 0) = {silenced} AND {rule})"
        )

    def _findings_may_have(self, wanted: Pattern | Regular) -> str:
        """A look at the findings as they are written, which nearly always saves reading them."""
        pieces = wanted.pieces if isinstance(wanted, Pattern) else ()
        longest = max(pieces, key=len, default="")
        if not path_conditions.PLAIN.fullmatch(longest):
            return "1"
        pattern = self.parameters.value(like_pattern(("", longest, "")))
        return f"payloads.findings LIKE {pattern} ESCAPE '\\'"

    def _number(self, column: str, sign: str, wanted: Interval) -> str:
        start = self.parameters.value(_bounded(wanted.start))
        if wanted.start == wanted.end:
            return f"{column} {sign} {start}"
        end = self.parameters.value(_bounded(wanted.end))
        if sign == "=":
            return f"{column} >= {start} AND {column} < {end}"
        bound = end if sign in {">", "<="} else start
        return f"{column} {'>=' if sign in {'>', '>='} else '<'} {bound}"

    def sent_by(self, numbers: Iterable[int]) -> str:
        """Whether one of these sources sent the event."""
        among = self.parameters.value(json.dumps(list(numbers)))
        return f"events.source_id IN (SELECT value FROM json_each({among}))"  # noqa: S608

    def _expression(self, regular: Regular) -> str:
        found = regular.finder()
        named = [each for each, call in self._sources.items() if any(map(found, call.shown))]
        if self._scanning and regular.is_parted and not regular.literal:
            numbers = self.parameters.scanned(ExpressionScan(regular).hits)
            return f"{self.sent_by(named)} OR events.number IN (SELECT value FROM json_each({numbers}))"  # noqa: S608
        columns = ("payloads.payload", *search.SUMMARY)
        anywhere = self.parameters.test(_anywhere(regular), *columns)
        may = self.parameters.look(search.may_have(regular.literal, self.parameters))
        return f"{self.sent_by(named)} OR ({may} AND {anywhere})"

    def _is_there(self, field: Field) -> str:
        name = field.name
        if name == "severity":
            return f"{COLUMNS[name]} > 0"
        if name in NUMBERS:
            return f"{COLUMNS[name]} IS NOT NULL"
        if name in _FINDINGS:
            return self._found(name, None)
        if name in _SOURCES:
            return self.sent_by(
                each for each, call in self._sources.items() if any(call.texts(name))
            )
        if name == "answer":
            return self._answered(bool)
        return f"{TEXTS[name]} <> ''"


def _anywhere(regular: Regular) -> Callable[..., bool]:
    """Says whether an expression matches in a payload or in one of the texts beside it."""
    found = regular.finder()

    def in_any(*texts: str | bytes | None) -> bool:
        return any(found(text or "") for text in texts)

    def in_any_at_two_looks(payload: bytes, *texts: str | None) -> bool:
        """Mostly there is no match in all the texts together, and so in none of them."""
        if found(payload):
            return True
        return found("\n".join(text for text in texts if text)) and in_any(*texts)

    return in_any_at_two_looks if regular.is_free else in_any


def _bounded(number: float) -> float:
    """A number that SQLite takes: large integers as real numbers, which it compares exactly."""
    return number if -_LARGEST <= number <= _LARGEST else float(number)
