"""Finds out what became of the messages of a session, in a thread with a ledger of its own; follows what comes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from debugger.session.deliveries import Delivery, DeliveryCounts, ShownDelivery, Standing, Try
from debugger.session.ledger import TROUBLED, Ledger
from debugger.window.background.enquiring import Enquiry

MOST_SHOWN = 1000
"""Deliveries that are shown, those tried last; the counts are of all."""
_EVERY = 250
"""Milliseconds between two looks at what came."""

_NO_COUNTS = DeliveryCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    newest: int
    standings: Sequence[Standing]
    chosen: Delivery | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of the messages up to one moment."""

    counts: DeliveryCounts = _NO_COUNTS
    shown: tuple[ShownDelivery, ...] = ()
    chosen: Delivery | None = None
    """The one of which the tries are told."""
    tries: tuple[Try, ...] = ()


def _answer(ledger: Ledger, question: _Question) -> Generator[float | Told, None, None]:
    """How much is looked through, from 0 to 1, as often as that is more; then what became of the messages."""
    yield from ledger.follow(question.newest)
    chosen = ledger.again(question.chosen) if question.chosen else None
    yield Told(
        counts=ledger.counts(),
        shown=tuple(ledger.newest(MOST_SHOWN, question.standings)),
        chosen=chosen,
        tries=tuple(ledger.tries(chosen)) if chosen else (),
    )


class Deliveries(QObject):
    """Tells what became of the messages, as long as somebody looks."""

    changed = Signal()
    """`told` or `progress` is not what it was."""
    failed = Signal(object)
    """A `SessionError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told = Told()
        self.progress: float | None = 0.0
        """How much is looked through, from 0 to 1; None once all that was there is."""
        self._path: Path | None = None
        self._newest = 0
        self._standings: Sequence[Standing] = TROUBLED
        self._chosen: Delivery | None = None
        self._enquiry = Enquiry(Ledger.open, _answer, self, every=_EVERY)
        self._enquiry.due.connect(self._ask)
        self._enquiry.told.connect(self._take)
        self._enquiry.failed.connect(self.failed)

    def follow(self, path: Path | None, newest: int) -> None:
        """Takes note of the session's newest event; it is looked at within a moment."""
        if path == self._path and newest == self._newest:
            return
        if path != self._path:
            self._path, self._chosen = path, None
            self.told, self.progress = Told(), 0.0
            self._enquiry.leave()
            self.changed.emit()
        self._newest = newest
        self._enquiry.want()

    def show_standing(self, standings: Sequence[Standing]) -> None:
        """Tells of the messages that stand so."""
        self._standings = standings
        self._enquiry.want(at_once=True)

    def choose(self, delivery: Delivery | None) -> None:
        """Tells the tries of this one, too."""
        if delivery is None or self._chosen is None or delivery.first != self._chosen.first:
            self._chosen = delivery
            self._enquiry.want(at_once=True)

    def rest(self) -> None:
        """Nobody looks any more: what is under way is left at its next step, which is not waited for."""
        self._path, self._chosen, self._standings = None, None, TROUBLED
        self.told, self.progress = Told(), 0.0
        self._enquiry.rest()

    def close(self) -> None:
        """Ends the thread."""
        self._enquiry.close()

    def _ask(self) -> None:
        if self._path is not None:
            question = _Question(
                newest=self._newest, standings=self._standings, chosen=self._chosen
            )
            self._enquiry.ask(self._path, question)

    def _take(self, part: float | Told) -> None:
        if isinstance(part, Told):
            self.told, self.progress = part, None
        elif self.progress is not None:
            self.progress = part
        self.changed.emit()
