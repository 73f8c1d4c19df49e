"""Paths into payloads as conditions of SQL: a look at the bytes leaves few, which are then read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debugger.query.comparing import path_test, value_test
from debugger.query.pattern import Pattern
from debugger.query.regular import Regular
from debugger.query.tree import Path, PathComparison, Presence
from debugger.session import payload_values
from debugger.session.envelopes import Inherited
from debugger.session.search import PAYLOAD
from debugger.session.text_conditions import Parameters, like_pattern
from debugger.wire.batch import INHERITED

# JSON may write any character as \u and its number; that of an ASCII character begins with 00.
_ESCAPED = f"{PAYLOAD} LIKE '%\\\\u00%' ESCAPE '\\'"
PLAIN = re.compile(r"[A-Za-z0-9_ .:$-]+")
"""Characters that no JSON writer escapes, unless it escapes all of them."""
_IN_NO_NUMBER = re.compile(r"[^-+.0-9einfEINF]")
_UNQUOTED = ("true", "false", "null", "nan", "infinity", "-infinity")
"""What stands in JSON, or where JSON is written badly, without quotation marks and is no number."""
_BATCH = "CASE WHEN events.position IS NULL THEN 0 ELSE events.request_id END"
REQUESTS = "inherited"
"""The parameter that lists the requests whose envelope has one of the fields."""


def condition(
    term: PathComparison | Presence, parameters: Parameters, inherited: Inherited | None
) -> str:
    """Whether what stands at the path of an event is as the term asks, also on the envelope of its batch.

    With None for what is `inherited`, no event has anything from there.
    """
    path = term.path if isinstance(term, PathComparison) else term.what
    assert isinstance(path, tuple)  # noqa: S101 - a field of the table has its own condition
    holds = path_test(term) if isinstance(term, PathComparison) else _any_at_all
    may_hold = _may_hold(path, term, parameters)
    if inherited is not None and path[0] in INHERITED:
        inherited.names.add(str(path[0]))
        read = payload_values.inheriting(path, inherited.by_request)
        may_hold += f" OR events.request_id IN (SELECT value FROM json_each(:{REQUESTS}))"  # noqa: S608
        test = parameters.test(
            lambda payload, request: holds(read(payload, request)), "payloads.payload", _BATCH
        )
    else:
        holds_one = value_test(term) if isinstance(term, PathComparison) else _there
        test = parameters.test(payload_values.testing(path, holds, holds_one), "payloads.payload")
    return f"events.problem = '' AND {parameters.look(f'({may_hold})')} AND {test}"


def _any_at_all(values: Iterable[object]) -> bool:
    return any(True for _ in values)


def _there(_value: object) -> bool:
    return True


def _may_hold(path: Path, term: PathComparison | Presence, parameters: Parameters) -> str:
    """Whether the bytes have the last name of the path and, after it, a piece of the value."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if not PLAIN.fullmatch(name):
        return "1"
    pattern = like_pattern(("", f'"{name}"', *_piece(term), ""))
    return f"{PAYLOAD} LIKE {parameters.value(pattern)} ESCAPE '\\' OR {_ESCAPED}"


def _piece(term: PathComparison | Presence) -> tuple[str, ...]:
    """The longest stretch that a value must be written with; none where a number may be meant."""
    if isinstance(term, Presence) or isinstance(term.value, Regular) or term.number is not None:
        return ()
    pattern = term.value
    plain = [found for piece in pattern.pieces for found in PLAIN.findall(piece)]
    longest = max(plain, key=len, default="")
    if not _IN_NO_NUMBER.search(longest):
        return ()
    if any(map(pattern.matches, _UNQUOTED)):
        return (longest,)
    return (max((*plain, *_at_the_ends(pattern)), key=len),)


def _at_the_ends(pattern: Pattern) -> Iterable[str]:
    """The stretches at its start and at its end with the quotation marks that stand there in JSON."""
    first, last = pattern.pieces[0], pattern.pieces[-1]
    if pattern.exact is not None and PLAIN.fullmatch(first):
        yield f'"{first}"'
    elif begins := PLAIN.match(first):
        yield f'"{begins[0]}'
    if ends := re.search(rf"{PLAIN.pattern}\Z", last):
        yield f'{ends[0]}"'
