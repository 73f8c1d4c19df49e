"""What is masked: the rules that there are, and a choice of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from debugger.errors import UsageError
from debugger.payload import pointer

RULES: Mapping[str, str] = {
    "key": "write keys, passwords, tokens, authorization and cookies",
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "card": "payment cards",
    "ip": "IP addresses",
    "user": "user, anonymous and device ids",
}
"""Each rule by its name, with what it masks. The name is the start of the tokens too: `email-5f0c…`."""

PATH = "value"
"""What the tokens of chosen places start with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A choice of rules, and places that are masked whatever stands there."""

    rules: frozenset[str] = frozenset(RULES)
    paths: tuple[str, ...] = ()
    """JSON Pointers into the payload: all that stands at or below one of them."""

    @classmethod
    def chosen(cls, rules: Iterable[str] | None, paths: Iterable[str]) -> Self:
        """The choice of these names, all rules with None. Raises `UsageError` where one is none."""
        named = frozenset(RULES if rules is None else rules)
        for name in sorted(named - RULES.keys()):
            raise UsageError(f"{name} is no rule of redaction.", f"Use {', '.join(RULES)}.")
        places = tuple(paths)
        for place in places:
            if not place.startswith("/"):
                raise UsageError(
                    f"{place} is not a JSON Pointer.", "Write it as in /properties/order_id."
                )
        return cls(rules=named, paths=places)

    @property
    def sentence(self) -> str:
        """What is masked, in words."""
        masked = [words for name, words in RULES.items() if name in self.rules]
        masked += [".".join(pointer.split(path)) for path in self.paths]
        return f"Masked: {'; '.join(masked)}." if masked else "Nothing is masked."
