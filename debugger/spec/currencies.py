"""ISO 4217: which currency codes there are, and which was meant by a text that is none."""

from __future__ import annotations

from functools import lru_cache

import pycountry

from debugger.spec.tables import pairs

LONGEST = 64
"""Characters; a longer text names no currency."""


def is_code(text: str) -> bool:
    """Whether `text` is a code in use, in any case."""
    return len(text) == 3 and _is_code(text)


def meant_by(text: str) -> str | None:
    """The code for a name, symbol or number of a currency: `US Dollars` is USD."""
    return _meant_by(text) if len(text) <= LONGEST else None


def name_of(code: str) -> str:
    """The English name of a code in use; empty for others."""
    currency = pycountry.currencies.get(alpha_3=code.upper())
    return "" if currency is None else str(currency.name)


@lru_cache(maxsize=1024)
def _is_code(text: str) -> bool:
    return pycountry.currencies.get(alpha_3=text.upper()) is not None


@lru_cache(maxsize=256)
def _meant_by(text: str) -> str | None:
    bare = text.strip().casefold()
    spoken = pairs("currency_names", "names").get(bare)
    if spoken is not None:
        return spoken
    for name in (bare, bare.removesuffix("s")):
        try:
            return str(pycountry.currencies.lookup(name).alpha_3)
        except LookupError:
            continue
    return None
