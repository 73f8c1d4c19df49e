"""What a sink received since a test began."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from debugger.testing.client import Client

_SEVERITIES = ("advice", "warning", "error")
_PAGE = 1000


class TrackDebugger:
    """Given to a test: where to send, and what has come since the test began, or since `clear`."""

    def __init__(self, client: Client, session: Path) -> None:
        self.url = client.url
        """What the SDK's host is set to."""
        self.session = session
        """The session of all tests; it opens in the window."""
        self._client = client
        self.marker = 0
        """The number of the event after which to look."""
        self.clear()

    def clear(self) -> None:
        """Looks at nothing any more that came until now; it stays in the session."""
        self.marker = self._client.get("marker", {})["marker"]

    def events(self, event: str | None = None, **selection: object) -> list[dict[str, Any]]:
        """What came, in order: of this event, and as `selection` says: `type`, `user`, `source`, `filter`.

        Each is what docs/read-api.md says: `number`, `event`, `findings`, `payload` and so on.
        """
        found: list[dict[str, Any]] = []
        after: int | None = self.marker
        while after is not None:
            page = self._client.get(
                "events", {"event": event, "after": after, "limit": _PAGE, **selection}
            )
            found += page["events"]
            after = page["next"]
        return found

    def payload(self, number: int) -> bytes:
        """The payload of event `number`, byte for byte. Raises `LookupError` where there is none."""
        return self._client.content(f"events/{number}/payload", {})

    def wait_for(
        self, event: str | None = None, count: int = 1, timeout: float = 5.0, **selection: object
    ) -> list[dict[str, Any]]:
        """Waits until `count` of them are there, and returns them; `timeout` is in seconds.

        Raises `AssertionError` that says what came instead.
        """
        __tracebackhide__ = True
        asked = {"event": event, "after": self.marker, **selection}
        found = self._client.get(
            "wait", {**asked, "count": count, "timeout": timeout, "limit": _PAGE}
        )
        if not found["met"]:
            came = ", ".join(
                f"#{each['number']} {each['event'] or each['type']}" for each in self.events()[:20]
            )
            raise AssertionError(
                f"expected {count} {event or 'events'} within {timeout:g} s, got {found['count']}"
                f"\nwhat came: {came or 'nothing at all'}"
            )
        events: list[dict[str, Any]] = found["events"]
        return events

    def expect(
        self, event: str | None = None, *, timeout: float = 5.0, **expectation: object
    ) -> dict[str, Any]:
        """Waits until calls are as expected; `timeout` is in seconds.

        `expectation` has the keys of `[[expect]]` in docs/builds.md: `type`, `count`, `properties` and so on.
        Raises `AssertionError` that tells the nearest call and where it differs, and `ValueError` for
        what is no expectation.
        """
        __tracebackhide__ = True
        asked = {"event": event, **expectation} if event is not None else expectation
        outcome: dict[str, Any] = self._client.expect(
            asked, {"after": self.marker, "timeout": timeout}
        )
        if not outcome["met"]:
            raise AssertionError(outcome["text"])
        return outcome

    def findings(self, least: str = "error") -> list[str]:
        """What is found wrong, as sentences: errors, or from `warning` or `advice` on."""
        counted = _SEVERITIES[_SEVERITIES.index(least) :]
        return [
            f"#{event['number']} {event['event'] or event['type']}: {finding['severity']} "
            f"{finding['rule']} {finding['pointer']}: {finding['message']}"
            for event in self.events()
            for finding in event["findings"]
            if finding["severity"] in counted
        ]
