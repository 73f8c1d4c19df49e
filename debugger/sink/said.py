"""What the person puts on events and sources, on its way into the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from debugger.errors import SessionError
from debugger.session.writer import SessionWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing to store between what arrives."""

    what: str
    """In words, at the beginning of a sentence: `Marks`."""
    store: Callable[[SessionWriter], None]
    stored: Callable[[], None] | None = None
    """Called when it is on the disk."""

    def keep(self, writer: SessionWriter, failed: Callable[[SessionError], None]) -> None:
        """Stores it, or says why it is not stored; what arrives goes on either way."""
        try:
            self.store(writer)
        except SessionError as error:
            message = f"{self.what} are not kept: {error.message}"
            failed(SessionError(message, error.remedy, kind="marks"))
        else:
            if self.stored:
                self.stored()
