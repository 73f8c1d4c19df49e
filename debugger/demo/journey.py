"""What a visitor of the demo shop does, from `resources/demo`: each step's calls, and what is found in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from debugger.resources import resource

LIBRARY = "track-debugger-demo"
LIBRARY_VERSION = "1.0.0"
WRITE_KEY = "demo-shop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request of a step."""

    message: Mapping[str, Any] | None = None
    """What the step says; the visitor adds who, when and where."""
    body: str = ""
    """The body as it is sent, where that is no message."""
    findings: tuple[tuple[str, str], ...] = ()
    """Rule and JSON Pointer of all that is found in it, when the steps are taken in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a button of the shop does."""

    id: str
    section: str
    """Where in the shop it stands."""
    button: str
    """Empty for what happens by itself."""
    says: str
    """What it sends, and what is wrong with that, in plain text."""
    calls: tuple[Call, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether it is wrong on purpose."""
        return any(call.findings for call in self.calls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A request to be made."""

    path: str
    body: bytes


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Every step, in the order in which a visitor takes them."""
    return tuple(
        Step(
            id=step["id"],
            section=step["section"],
            button=step["button"],
            says=step["says"],
            calls=tuple(
                Call(
                    message=call.get("message"),
                    body=call.get("body", ""),
                    findings=tuple((rule, pointer) for rule, pointer in call.get("findings", ())),
                )
                for call in step["calls"]
            ),
        )
        for step in json.loads(journey_text())
    )


def journey_text() -> str:
    """The steps as JSON."""
    return resource("demo", "journey.json").read_text("utf-8")


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Makes whole messages of calls, as the shop's own script does in a browser."""

    url: str
    """The address of the shop's page."""
    anonymous_id: str = field(default_factory=lambda: str(uuid4()))
    user_id: str | None = None

    def posts(self, step: Step) -> Iterator[Post]:
        """The requests of a step."""
        for call in step.calls:
            if call.message is None:
                yield Post(path="/v1/track", body=call.body.encode())
            else:
                body = json.dumps(self._message(call.message), ensure_ascii=False).encode()
                yield Post(path=f"/v1/{call.message['type']}", body=body)

    def _message(self, said: Mapping[str, Any]) -> dict[str, Any]:
        self.user_id = said.get("userId", self.user_id)
        page = {
            "path": "/demo",
            "referrer": "",
            "search": "",
            "title": "Demo shop",
            "url": self.url,
        }
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        context = {
            "library": {"name": LIBRARY, "version": LIBRARY_VERSION},
            "locale": "en-US",
            "page": page,
            "timezone": "Europe/Berlin",
        }
        own = {"properties": page | said.get("properties", {})} if said["type"] == "page" else {}
        return {
            **said,
            **own,
            "context": context | said.get("context", {}),
            "anonymousId": self.anonymous_id,
            **({"userId": self.user_id} if self.user_id else {}),
            "integrations": {},
            "messageId": f"demo-{uuid4()}",
            "timestamp": now,
            "sentAt": now,
        }
