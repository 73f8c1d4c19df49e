"""The calls of one user, also from while nobody knew: by anonymous ids, which become known one by one."""

from __future__ import annotations

from debugger.query import Node, parse
from debugger.query.writing import value_term
from debugger.session.reader import SessionReader

_MOST_NAMES = 20
"""Anonymous ids of one user that are followed."""


class Journey:
    """Who a user was while nobody knew, as far as that is learned."""

    def __init__(self, user: str) -> None:
        self._user = user
        self._names: list[str] = []

    @property
    def query(self) -> Node:
        """What finds the calls of the user by all that is known."""
        return parse(self._known)

    def learn(self, reader: SessionReader, first: int, last: int) -> Node | None:
        """Takes up the anonymous ids that stand beside the user in the events from `first` to `last`.

        Returns what finds the calls that are the user's only by what is new; None where nothing is.
        """
        found = reader.anonymous_ids(self._user, first, last, _MOST_NAMES)
        new = [name for name in found if name not in self._names]
        new = new[: _MOST_NAMES - len(self._names)]
        if not new:
            return None
        before = self._known
        self._names += new
        return parse(f"({_any_of(new)}) -({before})")

    @property
    def _known(self) -> str:
        user = value_term("user", self._user)
        return f"{user} OR {_any_of(self._names)}" if self._names else user


def _any_of(names: list[str]) -> str:
    return " OR ".join(value_term("anonymous", name) for name in names)
