"""How much there is to send, seen from the rows of the list alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from debugger.session.rows import Row


@dataclass(slots=True)
class Outline:
    """Grows with each row that is added."""

    calls: int = 0
    requests: int = 0
    span: int = 0
    """Microseconds from the first to the last at the original pace."""
    _first: int = 0
    _request: int | None = None

    def add(self, rows: Iterable[Row], *, alone: bool = False) -> None:
        """Adds rows, which ascend from one time to the next; with `alone`, each is a request."""
        for row in rows:
            if not self.calls:
                self._first = row.received_at
            self.calls += 1
            self.requests += alone or row.request_id != self._request
            self._request = row.request_id
            self.span = max(self.span, row.received_at - self._first)
