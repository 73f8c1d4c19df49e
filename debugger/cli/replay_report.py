"""What a replay tells while it goes: a line for each answer, as text or as JSON, and totals."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from debugger.cli import terminal
from debugger.cli.replay_consent import key_sentence, masked_sentence
from debugger.payload.text import elided, visible
from debugger.probing.resending import Answer
from debugger.probing.target import Target
from debugger.replaying import Changes, Outline
from debugger.replaying.numbers import in_short

_LONGEST_START = 200
"""Characters of an answer's body that are shown."""

_NUMBERS = 11
_PATH = 24


@dataclass(slots=True)
class Totals:
    """How the requests were answered."""

    calls: int = 0
    requests: int = 0
    accepted: int = 0
    failed: int = 0
    """Without an answer."""
    by_status: Counter[int] = field(default_factory=Counter)

    @property
    def not_accepted(self) -> int:
        """Those refused, and those that failed."""
        return self.requests - self.accepted

    def add(self, answer: Answer) -> None:
        """Counts an answer."""
        self.calls += len(answer.outgoing.numbers)
        self.requests += 1
        self.accepted += answer.accepted
        self.failed += not answer.status
        self.by_status[answer.status] += bool(answer.status)

    @property
    def sentence(self) -> str:
        """`2 requests: 1 accepted, 1 answered 429.`"""
        refused = [
            f"{count:,} answered {status}"
            for status, count in sorted(self.by_status.items())
            if count and not 200 <= status < 300
        ]
        failed = [f"{self.failed:,} without an answer"] if self.failed else []
        told = ", ".join([f"{self.accepted:,} accepted", *refused, *failed])
        calls = terminal.counted(self.calls, "call", "calls")
        return f"{calls} in {terminal.counted(self.requests, 'request', 'requests')}: {told}."


class Report(Protocol):
    """Tells a person or a program."""

    totals: Totals

    def begin(self, target: Target, outline: Outline, changes: Changes, pace: float) -> None:
        """Says what is going to be sent."""

    def tell(self, answer: Answer) -> None:
        """Says how a request was answered."""

    def end(self, *, under_way: int, stopped: bool) -> None:
        """Says how it all went."""


class Text:
    """For people."""

    def __init__(self, out: TextIO) -> None:
        self.totals = Totals()
        self._out = out

    def begin(self, target: Target, outline: Outline, changes: Changes, pace: float) -> None:
        """What is sent, where to, as whom, and how long that takes."""
        calls = terminal.counted(outline.calls, "call", "calls")
        requests = terminal.counted(outline.requests, "request", "requests")
        lasts = outline.span / 1_000_000 / pace if pace else 0.0
        takes = f", over {duration(lasts)}" if lasts >= 1 else ""
        self._say(f"{calls} in {requests} to {visible(target.url)}{takes}.")
        if not changes.tells_numbers:
            self._say(f"{key_sentence(changes)} {masked_sentence(changes)}")

    def tell(self, answer: Answer) -> None:
        """`#3-5  POST /v1/batch  200  12 ms  {"success": true}`."""
        self.totals.add(answer)
        sent = answer.outgoing
        status = f"{answer.status or 'none'}"
        numbers = f"#{in_short(sent.numbers)}"
        place = f"{sent.method} {visible(sent.path)}"
        took = f"{answer.milliseconds:,.0f} ms"
        start = start_of(answer)
        self._say(f"{numbers:<{_NUMBERS}} {place:<{_PATH}} {status:<4} {took:>9}  {start}".rstrip())

    def end(self, *, under_way: int, stopped: bool) -> None:
        """The totals; nothing is tried again."""
        self._say(("Stopped. " if stopped else "") + self.totals.sentence)
        if under_way:
            waited = terminal.counted(under_way, "request was", "requests were")
            self._say(f"{waited} under way and may have arrived.")
        if self.totals.not_accepted:
            self._say("Nothing is tried again: run it once more with the --events that you want.")

    def _say(self, line: str) -> None:
        self._out.write(f"{line}\n")
        self._out.flush()


class JsonLines:
    """For programs, the window among them."""

    def __init__(self, out: TextIO) -> None:
        self.totals = Totals()
        self._out = out

    def begin(self, target: Target, outline: Outline, changes: Changes, pace: float) -> None:
        """`{"replay": …}`, once there is a connection."""
        self._write(
            "replay",
            {
                "to": target.url,
                "calls": outline.calls,
                "requests": outline.requests,
                "seconds": round(outline.span / 1_000_000 / pace, 3) if pace else 0.0,
                "leaves_this_machine": not changes.tells_numbers,
                "masked": dict(changes.redactor.counts) if changes.redactor else None,
            },
        )

    def tell(self, answer: Answer) -> None:
        """`{"answer": …}` for each request, in the order of the answers."""
        self.totals.add(answer)
        sent = answer.outgoing
        self._write(
            "answer",
            {
                "events": list(sent.numbers),
                "method": sent.method,
                "path": visible(sent.path),
                "bytes": len(sent.body),
                "status": answer.status or None,
                "accepted": answer.accepted,
                "milliseconds": answer.milliseconds,
                "start": start_of(answer),
                "failure": answer.failure or None,
            },
        )

    def end(self, *, under_way: int, stopped: bool) -> None:
        """`{"totals": …}`."""
        totals = self.totals
        self._write(
            "totals",
            {
                "calls": totals.calls,
                "requests": totals.requests,
                "accepted": totals.accepted,
                "refused": totals.not_accepted - totals.failed,
                "failed": totals.failed,
                "under_way": under_way,
                "stopped": stopped,
            },
        )

    def _write(self, kind: str, told: object) -> None:
        self._out.write(f"{json.dumps({kind: told})}\n")
        self._out.flush()


def start_of(answer: Answer) -> str:
    """Why there was no answer, or the start of its body in one line that no terminal obeys."""
    if answer.failure:
        return visible(answer.failure)
    text = answer.body[: 4 * _LONGEST_START].decode(errors="replace")
    return visible(elided(" ".join(text.split()), _LONGEST_START))


def duration(seconds: float) -> str:
    """`8.0 s`, `3 min`, `2.5 h`."""
    if seconds < 100:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
