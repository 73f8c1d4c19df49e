"""What is known of the connection at this moment: what the receiver sees, what came, and what that means."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from debugger.connection.cause import Diagnosis
from debugger.connection.diagnosis import diagnose, in_the_way
from debugger.connection.evidence import OURS, SECOND, Delivery, Evidence, Step, Trouble
from debugger.connection.port_owner import owner_of
from debugger.connection.seen import Kind, Seen
from debugger.events import Source
from debugger.findings import Severity
from debugger.session.rows import label
from debugger.window.background.totals import Totals
from debugger.window.capturing.capture import Capture
from debugger.window.capturing.sink_process import SinkError
from debugger.window.live import Live
from debugger.wire import keys

_MOST = 500
"""Different things remembered; the receiver bounds them, but it may be started again."""
_TOGETHER = 100
"""Milliseconds in which what is seen is judged together."""
_AGAIN = 1000
"""Milliseconds between two looks while something may turn into trouble by not going on."""
_PENDING = frozenset({Kind.SETTINGS, Kind.SOURCE_CONFIG, Kind.PREFLIGHT})
_PENDING_FOR = 60 * SECOND


class Observations(QObject):
    """Follows a capture and its list; keeps the diagnoses up to date."""

    changed = Signal()
    """The evidence, and perhaps the diagnoses, are not what they were."""

    def __init__(
        self,
        capture: Capture,
        live: Live,
        parent: QObject | None = None,
        *,
        clock: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        super().__init__(parent)
        self._capture = capture
        self._live = live
        self._clock = clock
        self._seen: dict[tuple[str, ...], Seen] = {}
        self._troubles: dict[str, Trouble] = {}
        self._steps: tuple[Step, ...] = ()
        self._owner = ""
        self._since = clock()
        self._totals: Totals | None = None
        self._caught_up = False
        self._counts: Counter[Source] = Counter()
        self._last_at: dict[Source, int] = {}
        self._acknowledged: dict[tuple[str, str], int] = {}
        self.diagnoses: tuple[Diagnosis, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._soon.timeout.connect(self._judge)
        self._later = QTimer(self, singleShot=True, interval=_AGAIN)
        self._later.timeout.connect(self._judge)
        capture.sink.seen.connect(self._see)
        capture.sink.failed.connect(self._fail)
        capture.listening.connect(self._listen)
        capture.advanced.connect(self._store)
        live.tallied.connect(self._tally)

    def evidence(self) -> Evidence:
        """All that is known now."""
        where = self._capture.where
        return Evidence(
            now=self._clock(),
            listening=where.addresses if where else (),
            since=self._since,
            seen=tuple(self._seen.values()),
            deliveries=tuple(self._deliveries()),
            troubles=tuple(self._troubles.values()),
            port=self._capture.port,
            owner=self._owner,
            steps=self._steps,
        )

    @property
    def seen(self) -> Iterable[Seen]:
        """What the receiver has seen beside events since it began to listen."""
        return self._seen.values()

    @property
    def in_the_way(self) -> Diagnosis | None:
        """What matters most of what keeps calls away, if anything does."""
        return in_the_way(self.diagnoses)

    @property
    def news(self) -> Diagnosis | None:
        """What matters most of what has come up since the person looked, if it is more than advice."""
        return next((each for each in self.diagnoses if self._is_news(each)), None)

    def acknowledge(self) -> None:
        """The person has looked."""
        if self.news is not None:
            for each in self.diagnoses:
                known = self._acknowledged.get((each.id, each.title), -1)
                self._acknowledged[each.id, each.title] = max(known, each.at)
            self.changed.emit()

    def look(self, steps: Sequence[Step]) -> None:
        """Takes what looking from outside has shown, in place of the last time."""
        self._steps = tuple(steps)
        self._judge()

    def _is_news(self, diagnosis: Diagnosis) -> bool:
        known = self._acknowledged.get((diagnosis.id, diagnosis.title), -1)
        return diagnosis.severity > Severity.ADVICE and diagnosis.at > known

    def _see(self, seen: Seen) -> None:
        self._seen.pop(seen.identity, None)
        self._seen[seen.identity] = seen
        if len(self._seen) > _MOST:
            del self._seen[next(iter(self._seen))]
        self._judge_soon()

    def _fail(self, error: SinkError) -> None:
        self._troubles[error.kind] = Trouble(
            kind=error.kind, message=error.message, remedy=error.remedy
        )
        if error.kind == "port-taken":
            self._owner = owner_of(self._capture.port)
        self._judge_soon()

    def _listen(self, address: str) -> None:
        """It listens, or has ended: why it could not before is past, and what was seen by then as well."""
        self._since = self._clock()
        self._steps = ()
        if address:
            self._troubles.clear()
            self._owner = ""
            self._seen.clear()
        self._judge_soon()

    def _store(self, _newest: int) -> None:
        if self._troubles.keys() & {"disk-full", "session"}:
            self._troubles.pop("disk-full", None)
            self._troubles.pop("session", None)
            self._judge_soon()

    def _tally(self) -> None:
        totals = self._live.totals
        if totals is not self._totals:  # another session: what it holds came before
            self._totals = totals
            self._last_at = {}
            self._caught_up = False
        if self._caught_up:
            now = self._clock()
            for source, sent in totals.sources.items():
                if sent.calls != self._counts[source]:
                    self._last_at[source] = now
        self._caught_up = totals.progress == 1
        self._counts = Counter({source: sent.calls for source, sent in totals.sources.items()})
        self._judge_soon()

    def _deliveries(self) -> list[Delivery]:
        return [
            Delivery(
                name=label(source),
                key=keys.masked(source.write_key),
                count=count,
                last_at=self._last_at.get(source, 0),
            )
            for source, count in self._counts.most_common(_MOST)
            if source.library != OURS
        ]

    def _judge_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _judge(self) -> None:
        evidence = self.evidence()
        self.diagnoses = diagnose(evidence)
        pending = any(
            each.kind in _PENDING and evidence.now - each.last_at < _PENDING_FOR
            for each in evidence.seen
        )
        if pending or not (evidence.listening or evidence.troubles):
            self._later.start()
        self.changed.emit()
