"""What a user agent says of the library that sent, for messages that don't say it themselves."""

from __future__ import annotations

import re

_PRODUCT = re.compile(r"([^\s/()]+)(?:/([^\s/()]+))?")
_BROWSER = re.compile(r"(Edg|OPR|Firefox|Chrome|Version(?=.*Safari))[A-Za-z]*/([\d.]+)")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "Version": "Safari"}


def library(user_agent: str) -> tuple[str, str]:
    """Name and version of the sender: `analytics-python`, `2.4.0`; both empty when it does not say."""
    if user_agent.startswith("Mozilla/"):
        browsers = {found[1]: found[2] for found in _BROWSER.finditer(user_agent)}
        best = next(
            (name for name in ("Edg", "OPR", "Firefox", "Chrome", "Version") if name in browsers),
            "",
        )
        return (_NAMES.get(best, best), browsers[best]) if best else ("browser", "")
    product = _PRODUCT.match(user_agent)
    return (product[1], product[2] or "") if product else ("", "")
