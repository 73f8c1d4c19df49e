"""User agents in words, by the expressions of the ua-parser project (uap-core).

RE2 matches all of them at once and in time bounded by the text's length; by Python's own expressions, one
text took up to 0.1 s.
"""

from __future__ import annotations

from functools import lru_cache

from ua_parser import core
from ua_parser.loaders import load_lazy_builtins

from debugger.payload.text import visible

LONGEST = 1_000
"""Characters; a longer text is no user agent."""

_SAYS_NOTHING = {"Other", "Generic Smartphone", "Generic Feature Phone", "iOS-Device"}


@lru_cache(maxsize=256)
def in_words(text: str) -> str:
    """Browser or library, system and device: `Mobile Safari 17.4 on iOS 17.4, iPhone.`; empty for others."""
    if len(text) > LONGEST:
        return ""
    found = _resolver()(text, core.Domain.ALL)
    program, system = _versioned(found.user_agent), _versioned(found.os)
    device = _device(found.device)
    if found.device and found.device.family == "Spider":
        return f"{program or 'A program'}, a crawler, not a person."
    told = " on ".join(dict.fromkeys(filter(None, (program, system))))
    return visible(", ".join(filter(None, (told, device)))) + "." if told or device else ""


def _versioned(found: core.UserAgent | core.OS | None) -> str:
    if found is None or found.family in _SAYS_NOTHING:
        return ""
    minor = found.minor if found.minor != "0" else None
    return f"{found.family} {'.'.join(filter(None, (found.major, minor)))}".strip()


def _device(found: core.Device | None) -> str:
    if found is None or found.family in _SAYS_NOTHING:
        return ""
    brand = found.brand if found.brand and found.brand not in found.family else None
    return f"{brand} {found.family}" if brand else found.family


@lru_cache(maxsize=1)
def _resolver() -> core.Resolver:
    from ua_parser.re2 import Resolver as ByRe2  # noqa: PLC0415 - 0.2 s, and seldom needed

    return ByRe2(load_lazy_builtins())
