"""An app that makes all six calls with segment-analytics-python, pointed at us by its host alone."""

from __future__ import annotations

import sys

from segment.analytics.client import Client


def main(host: str, *options: str) -> None:
    """Sends with the options that are named: `gzip`, `sync_mode`."""
    client = Client("wk_python_123", host=host, **dict.fromkeys(options, True))
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
