"""The demo shop's page, with the steps and its own small client in it."""

from __future__ import annotations

from debugger.demo.journey import LIBRARY, LIBRARY_VERSION, WRITE_KEY, journey_text
from debugger.resources import resource
from debugger.wire.served_page import ServedPage, served_page


def shop_page(address: str) -> ServedPage:
    """The page; `address` is ours as the asker knows it: `http://localhost:8765`."""
    script = resource("demo", "shop.js").read_text("utf-8")
    filled = {"{key}": WRITE_KEY, "{library}": LIBRARY, "{version}": LIBRARY_VERSION}
    for place, value in filled.items():
        script = script.replace(place, value)
    script = script.replace("{journey}", journey_text().replace("<", "\\u003c"))
    return served_page("demo", {"address": address}, script=script)
