"""An app that makes all six calls with a Python SDK of the Segment family, pointed at us by its host alone."""

from __future__ import annotations

import sys
from importlib import import_module

MODULES = {
    "segment": "segment.analytics.client",
    "analytics-1": "analytics.client",
    "rudder": "rudderstack.analytics.client",
}


def main(sdk: str, host: str, *options: str) -> None:
    """Sends with the options that are named: `gzip`, `sync_mode`; or with one switched off: `gzip=off`."""
    settings = {
        name: value != "off" for name, _, value in (each.partition("=") for each in options)
    }
    client = import_module(MODULES[sdk]).Client("wk_python_123", host=host, **settings)
    client.identify(user_id="u-1", traits={"email": "a@example.com"})
    client.track(
        user_id="u-1", event="Order Completed", properties={"revenue": 19.99, "currency": "USD"}
    )
    client.page(user_id="u-1", category="Docs", name="Home")
    client.screen(user_id="u-1", name="Start")
    client.group(user_id="u-1", group_id="g-1")
    client.alias(previous_id="anonymous-1", user_id="u-1")
    client.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
