"""The grammar of filters, and the tree its parser makes; only who filters loads the parser."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark

# Name and operator are one terminal, so that a value can only follow at once, and a word is no field.
_GRAMMAR = r"""
start: either?
either: both (_OR both)*
both: single (_AND? single)*
?single: negated | group | term
negated: (MINUS | NOT) single
group: "(" either ")"
?term: compared | QUOTED | REGULAR | WORD
compared: KEY (VALUE | QUOTED_VALUE | REGULAR_VALUE | list)
list: OPENING either_value CLOSING
either_value: (WORD | QUOTED) (_OR? (WORD | QUOTED))*

MINUS.9: /[-!](?=[^\s)])/
NOT.9: /NOT(?=[\s(])/
_AND.9: /(?:AND|&&)(?=[\s()]|\Z)/
_OR.9: /(?:OR|\|\|)(?=[\s()]|\Z)/
KEY.8: /(?:[A-Za-z_$@][^\s()":=<>!*]*(?:"[^"]*"[^\s()":=<>!]*)*)(?:!=|:(?!\/\/)(?:[<>]=?)?|[<>]=?|=)/
REGULAR_VALUE.7: /(?<=[:=<>])\/(?:[^\/\\\n]|\\.)+\/(?=[\s)]|\Z)/
QUOTED_VALUE.7: /(?<=[:=<>])"(?:[^"\\]|\\.)*"/s
VALUE.5: /(?<=[:=<>])[^\s()"]+(?:"[^"]*"[^\s()"]*)*/
OPENING.7: /(?<=[:=<>])\(/
CLOSING: ")"
REGULAR.6: /\/(?:[^\/\\\n]|\\.)+\/(?=[\s)]|\Z)/
QUOTED.6: /"(?:[^"\\]|\\.)*"/s
WORD.1: /[^\s()"]+/

%ignore /\s+/
"""


@lru_cache(maxsize=1)
def grammar() -> Lark:
    """The parser; made once, in some tens of milliseconds."""
    from lark import Lark  # noqa: PLC0415 - commands that do not filter need not wait for it

    return Lark(
        _GRAMMAR,
        parser="lalr",
        lexer="contextual",
        maybe_placeholders=False,
        propagate_positions=True,
    )
