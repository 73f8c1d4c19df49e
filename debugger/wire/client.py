"""Which library sent: what a user agent says of it, and some that go by the name of another."""

from __future__ import annotations

import re
from collections.abc import Mapping

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


def short(library: str) -> str:
    """A library's name as it is shown: without the scope that all of Segment's packages share."""
    return library.removeprefix("@segment/")


_NAMESAKES = {
    "analytics-python": "rudder-sdk-python",
    "analytics-node": "rudder-sdk-node",
    "analytics-go": "rudder-sdk-go",
}


def told_apart(name: str, fields: Mapping[str, object]) -> str:
    """The library's own name, where it calls itself as Segment's does.

    RudderStack's SDKs for Python, Node and Go took over the name with the code. They alone send `channel`.
    """
    return _NAMESAKES.get(name, name) if fields.get("channel") == "server" else name
