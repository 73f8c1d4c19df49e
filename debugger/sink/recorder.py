"""The one thread that reads, judges and stores what arrives, and lets it be answered once it is committed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from debugger.errors import SessionError, TrackDebuggerError
from debugger.events import Arrival, Event, Problem, Recording, Request, Source
from debugger.findings import Verdict
from debugger.policy import NO_POLICY, Policy
from debugger.session.following import follow_stored
from debugger.session.judging import SessionJudge
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.recording import record, traces_of
from debugger.session.writer import Ending, SessionWriter
from debugger.sink.limits import Limits
from debugger.sink.reinspecting import Reinspection
from debugger.sink.said import Said
from debugger.spec import Trace
from debugger.wire.faults import Fault, FaultState
from debugger.wire.intake import Intake, Refusal, read
from debugger.wire.routes import masked_path

_OF_THE_FILE = frozenset({"disk-full", "input-output", "gone", "in-use"})
"""Faults that hold for whatever is stored next, too."""


class Report(Protocol):
    """Told, in the recorder's thread, of what happens; must not block."""

    def committed(self, newest: int) -> None:
        """Events up to the number `newest` are stored."""

    def refused(self, count: int, reason: str) -> None:
        """`count` requests could not be kept."""

    def failed(self, error: TrackDebuggerError) -> None:
        """Storing does not work; it is tried again with all that arrives."""

    def rejudged(self, done: int, of: int) -> None:
        """`done` events of `of` are judged anew; it ends with both being equal."""

    def marked(self, count: int) -> None:
        """What the person put on `count` events is stored."""

    def faults(self, state: Sequence[FaultState]) -> None:
        """Each fault that is simulated, with how many requests met it and how many more will."""

    def close(self) -> None:
        """Nothing more happens: lets go of the session, after the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one arrival."""

    first: int = 0
    """Number of its first event; 0 when it could not be stored."""
    events: tuple[Event, ...] = ()
    problems: tuple[Problem | None, ...] = ()
    """Of each event, why it is no message; empty when that was not found out."""
    refusal: Refusal | None = None
    fault: SessionError | None = None
    """Why it could not be stored."""
    simulated: Fault | None = None
    """What is to go wrong with its answer, on purpose."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One arrival, read and judged."""

    recording: Recording
    traces: tuple[Trace | None, ...]
    """What each event leaves behind for judging those that follow."""
    problems: tuple[Problem | None, ...] = ()
    refusal: Refusal | None = None
    simulated: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    arrival: Arrival
    answer: asyncio.Future[Outcome]


_Item = Sequence[_Waiting] | Policy | Said | Ending


Meet = Callable[[Intake], tuple[Intake, Fault | None]]
"""Says what is to go wrong with a request on purpose, and marks it so."""


def judge(arrival: Arrival, meet: Meet | None = None) -> Reading:
    """What `arrival` holds and what the rules say of it; the parsed messages are let go of.

    What did not come whole is answered as it deserves, and meets nothing.
    """
    intake, simulated = read(arrival), None
    if meet is not None and not arrival.failure:
        intake, simulated = meet(intake)
    problems = tuple([message.problem for message in intake.messages])
    recording = record(intake.request, intake.messages)
    traces = traces_of(intake.messages, recording)
    return Reading(recording, traces, problems, intake.refusal, simulated)


class Recorder:
    """Everything that waits is stored in one transaction (group commit without a timer)."""

    def __init__(  # noqa: PLR0913 - the parts it is put together from
        self,
        path: Path,
        *,
        report: Report,
        limits: Limits,
        reading: Callable[[Arrival], Reading] = judge,
        policy: Policy = NO_POLICY,
        stored: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`stored` is called in the loop's thread with the number of the last event that is stored."""
        self._path = path
        self._report = report
        self._limits = limits
        self._reading = reading
        self._arrived: list[_Waiting] = []
        self._stored = stored
        self._queue: SimpleQueue[_Item] = SimpleQueue()
        self._judge = SessionJudge(policy)
        self._reinspection = Reinspection(path, report)
        self._thread = threading.Thread(target=self._run, name="recorder")
        self._opened: SimpleQueue[BaseException | None] = SimpleQueue()
        self._unclosed: SessionError | None = None
        self._failing = False
        self._room = asyncio.Event()
        self._room.set()
        self._pending_arrivals = 0
        self._pending_bytes = 0

    def start(self) -> None:
        """Opens the session. Raises what `SessionWriter.open` does."""
        self._thread.start()
        if error := self._opened.get():
            self._thread.join()
            raise error

    def close(self, ending: Ending) -> None:
        """Stores all that still waits and ends the session. Raises `SessionError`."""
        self._hand_over()
        self._queue.put(ending)
        self._thread.join()
        if self._unclosed is not None:
            raise self._unclosed

    def judge_by(self, policy: Policy) -> None:
        """Judges what comes by another policy from now on, and in between what is there; from any thread."""
        self._queue.put(policy)

    def mark(self, marked: Mapping[int, Mark]) -> None:
        """Stores what the person put on events; from any thread."""
        stored = partial(self._report.marked, len(marked))
        self._queue.put(Said(what="Marks", store=lambda to: to.mark(marked), stored=stored))

    def label(self, given: Sequence[SourceLabel]) -> None:
        """Stores what the person calls sources; from any thread."""
        self._queue.put(Said(what="Names of sources", store=lambda to: to.label(given)))

    async def submit(self, arrival: Arrival) -> asyncio.Future[Outcome]:
        """Hands `arrival` over once there is room; the future is done when it is committed."""
        while not self._has_room(arrival):
            self._room.clear()
            await self._room.wait()
        self._pending_arrivals += 1
        self._pending_bytes += len(arrival.body)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Outcome] = loop.create_future()
        if not self._arrived:
            loop.call_soon(self._hand_over)
        self._arrived.append(_Waiting(arrival, answer))
        return answer

    def _hand_over(self) -> None:
        """All that came in one turn of the loop together: the other thread is woken once."""
        arrived, self._arrived = self._arrived, []
        if arrived:
            self._queue.put(arrived)

    def _has_room(self, arrival: Arrival) -> bool:
        if not self._pending_arrivals:
            return True
        size = self._pending_bytes + len(arrival.body)
        return (
            self._pending_arrivals < self._limits.pending_arrivals
            and size <= self._limits.pending_bytes
        )

    def _settle(self, settled: Sequence[tuple[_Waiting, Outcome]]) -> None:
        """In the loop's thread: makes room and answers."""
        for waiting, outcome in settled:
            self._pending_arrivals -= 1
            self._pending_bytes -= len(waiting.arrival.body)
            if not waiting.answer.done():
                waiting.answer.set_result(outcome)
        self._room.set()
        newest = settled[-1][1]
        self._stored(newest.first + len(newest.events) - 1)

    # What follows runs in the recorder's own thread, which alone has the session open.

    def _run(self) -> None:
        try:
            writer = self._open()
        except BaseException as error:  # noqa: BLE001  start() raises it
            self._opened.put(error)
            return
        self._opened.put(None)
        ending: Ending | None = None
        while ending is None:
            ending, group = self._next_group(writer)
            if group:
                self._store(writer, group)
            del group  # or its bodies would be held while the next one is waited for
            self._reinspection.step(writer)
        self._reinspection.stop()
        self._report.close()  # first: the last to leave the session tidies its files away
        try:
            writer.close(ending)
        except SessionError as error:
            self._unclosed = error

    def _open(self) -> SessionWriter:
        writer = SessionWriter.open(self._path)
        try:
            follow_stored(self._path, self._judge, writer.newest)
        except BaseException:
            writer.close(Ending.CLOSED)
            raise
        return writer

    def _next_group(
        self, writer: SessionWriter
    ) -> tuple[Ending | None, list[tuple[_Waiting, Reading]]]:
        """Waits for an arrival, unless there is else to do, then takes all that wait, within bounds."""
        group: list[tuple[_Waiting, Reading]] = []
        size = 0
        for items in self._waiting():
            if isinstance(items, Ending):
                return items, group
            if isinstance(items, Policy):
                self._judge.policy = items
                self._reinspection.start(items, writer.newest)
                break  # what is in the group comes after it, and is judged by it
            if isinstance(items, Said):
                items.keep(writer, self._report.failed)
                break
            for item in items:
                reading = self._read(item.arrival)
                group.append((item, reading))
                size += reading.recording.request.body_size
            if len(group) >= self._limits.group_arrivals or size >= self._limits.group_bytes:
                break
        return None, group

    def _waiting(self) -> Iterator[_Item]:
        if not self._reinspection.is_under_way:
            yield self._queue.get()
        with suppress(Empty):
            while True:
                yield self._queue.get_nowait()

    def _read(self, arrival: Arrival) -> Reading:
        try:
            return self._reading(arrival)
        except Exception as error:  # noqa: BLE001  a recording that cannot be read becomes a malformed event
            return _unread(arrival, error)

    def _store(self, writer: SessionWriter, group: Sequence[tuple[_Waiting, Reading]]) -> None:
        try:
            self._commit(writer, group)
        except SessionError as error:
            if error.kind in _OF_THE_FILE or len(group) == 1:
                self._refuse(group, error)
            else:
                self._store_singly(writer, group)
        except Exception as error:  # noqa: BLE001  whatever one recording does must not cost the others
            if len(group) > 1:
                self._store_singly(writer, group)
            else:
                self._store_as_bytes(writer, group[0][0], error)

    def _store_singly(
        self, writer: SessionWriter, group: Sequence[tuple[_Waiting, Reading]]
    ) -> None:
        for one in group:
            self._store(writer, [one])

    def _store_as_bytes(self, writer: SessionWriter, waiting: _Waiting, error: Exception) -> None:
        group = [(waiting, _unread(waiting.arrival, error))]
        try:
            self._commit(writer, group)
        except Exception as fault:  # noqa: BLE001  then it is refused and counted, and its sender told
            self._refuse(group, SessionError(f"It could not be stored: {type(fault).__name__}."))

    def _commit(self, writer: SessionWriter, group: Sequence[tuple[_Waiting, Reading]]) -> None:
        first = writer.newest + 1
        try:
            recordings = self._in_order(writer, group)
            newest = writer.append(recordings)
        except BaseException:
            self._judge.take_back()
            raise
        self._judge.keep()
        settled: list[tuple[_Waiting, Outcome]] = []
        for (waiting, reading), recording in zip(group, recordings, strict=True):
            outcome = Outcome(
                first=first,
                events=recording.events,
                problems=reading.problems,
                refusal=reading.refusal,
                simulated=reading.simulated,
            )
            settled.append((waiting, outcome))
            first += len(recording.events)
        self._failing = False
        self._report.committed(newest)
        self._answer(settled)

    def _in_order(
        self, writer: SessionWriter, group: Sequence[tuple[_Waiting, Reading]]
    ) -> list[Recording]:
        """The recordings judged in view of all that came before them."""
        recordings: list[Recording] = []
        first = writer.newest + 1
        for request, (_, reading) in enumerate(group, writer.last_request + 1):
            recording = self._judge.judged(
                reading.recording, reading.traces, first=first, request=request
            )
            recordings.append(recording)
            first += len(recording.events)
        return recordings

    def _refuse(self, group: Sequence[tuple[_Waiting, Reading]], error: SessionError) -> None:
        if not self._failing:
            self._report.failed(error)
        self._failing = True
        self._report.refused(len(group), error.message)
        self._answer([(waiting, Outcome(fault=error)) for waiting, _ in group])

    def _answer(self, settled: Sequence[tuple[_Waiting, Outcome]]) -> None:
        loop = settled[0][0].answer.get_loop()
        with suppress(RuntimeError):  # the loop has ended: nobody waits for the answer any more
            loop.call_soon_threadsafe(self._settle, settled)


def _unread(arrival: Arrival, error: Exception) -> Reading:
    return Reading(unread(arrival, error), traces=(None,))


def unread(arrival: Arrival, error: Exception) -> Recording:
    """`arrival` with its bytes, as an event that says that reading it failed."""
    request = Request(
        received_at=arrival.received_at,
        transport=arrival.transport,
        method=arrival.method,
        path=masked_path(arrival.path),
        headers=(),
        client=arrival.client,
        encoding="identity",
        wire_size=len(arrival.body),
        body_size=len(arrival.body),
    )
    event = Event(
        position=None,
        type="",
        name=None,
        user_id=None,
        anonymous_id=None,
        message_id=None,
        problem=f"Track Debugger could not read it ({type(error).__name__}): its bytes are kept",
        payload=arrival.body,
        findings=(),
        verdict=Verdict.KEPT,
        source=Source(),
    )
    return Recording(request=request, events=(event,))
