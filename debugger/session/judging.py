"""Judges what comes into one session: in the order of its events, and by what the project makes of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from debugger.events import Event, Message, Recording
from debugger.findings import Finding, Verdict, verdict_of
from debugger.policy import NO_POLICY, Policy
from debugger.session.recording import name_of
from debugger.session.rejudging import message_of
from debugger.session.rows import StoredEvent
from debugger.spec import SuccessionInspector, Trace, together, trace_of

REMEMBERED = 10_000
"""Events of a session that is gone on with whose sequence is known again."""


class SessionJudge:
    """Adds to what the rules find in each message by itself; to be asked about one event after the other.

    Nothing that it remembers is sure to stay until `keep`.
    """

    def __init__(self, policy: Policy = NO_POLICY) -> None:
        self.policy = policy
        """What holds for what is judged from now on."""
        self._succession = SuccessionInspector()

    def judged(
        self,
        recording: Recording,
        traces: Sequence[Trace | None],
        *,
        first: int,
        request: int,
    ) -> Recording:
        """The recording as it is to be stored: `first` is the number of its first event, `request` its own."""
        events = tuple(
            self._judged(event, trace, first + place, request)
            for place, (event, trace) in enumerate(zip(recording.events, traces, strict=True))
        )
        return Recording(request=recording.request, events=events)

    def findings(
        self,
        message: Message,
        own: tuple[Finding, ...],
        *,
        number: int,
        request: int,
        failed: bool = False,
    ) -> tuple[Finding, ...]:
        """All findings of a message of which `own` were made by itself; `failed` as `Request.failed`."""
        trace = trace_of(message, Verdict.REJECTED if failed else verdict_of(own))
        return self._findings(own, trace, name_of(message), message.source.library, number, request)

    def follow(self, events: Iterable[StoredEvent]) -> None:
        """Remembers events that were judged before, so that those which follow are judged in view of them."""
        for event in events:
            row = event.row
            verdict = Verdict.REJECTED if event.request.failed else row.verdict
            trace = trace_of(message_of(event), verdict)
            if trace is not None:
                self._succession.inspect(trace, number=row.number, request=row.request_id)
            self.keep()

    def keep(self) -> None:
        """What was judged since the last time is stored."""
        self._succession.keep()

    def take_back(self) -> None:
        """What was judged since the last `keep` could not be stored, and is forgotten."""
        self._succession.take_back()

    def _judged(self, event: Event, trace: Trace | None, number: int, request: int) -> Event:
        own = event.findings
        findings = self._findings(own, trace, event.name, event.source.library, number, request)
        if findings is own:
            return event
        return replace(event, findings=findings, verdict=verdict_of(findings))

    def _findings(  # noqa: PLR0913, PLR0917 - what both kinds of event have
        self,
        own: tuple[Finding, ...],
        trace: Trace | None,
        name: str | None,
        source: str,
        number: int,
        request: int,
    ) -> tuple[Finding, ...]:
        findings = own
        if trace is not None:
            of_sequence = self._succession.inspect(trace, number=number, request=request)
            if of_sequence:
                findings = together(own, of_sequence, trace.fields)
        return self.policy.adjusted(findings, event=name, source=source)
