"""Judges the messages of a session in the order of their arrival: what only their sequence shows."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from debugger.findings import Finding
from debugger.payload import pointer
from debugger.spec.catalogue import rules
from debugger.spec.inspect import failure, finding
from debugger.spec.memory import Memories
from debugger.spec.trace import Trace


class SuccessionInspector:
    """Asks the rules of the sequence about one message after the other, and remembers for them.

    What it remembers is bounded, however long the session. Nothing is sure to stay until `keep`.
    """

    def __init__(self) -> None:
        self._memories = Memories()
        self._watches = [
            (rule, rule.watch(self._memories)) for rule in rules() if rule.watch is not None
        ]

    def inspect(self, trace: Trace, *, number: int, request: int) -> tuple[Finding, ...]:
        """What the rules find in the message that comes next in the session. Never raises.

        `number` is its place in the session, and `request` equal for those that came in one request.
        """
        trace.number, trace.request = number, request
        findings: list[Finding] = []
        for rule, watch in self._watches:
            try:
                faults = watch(trace)
                if faults:
                    findings += [finding(rule, fault) for fault in faults]
            except Exception as error:  # noqa: BLE001  a mistake in one rule must not cost the others' findings
                findings.append(failure(rule, error))
        return tuple(findings)

    def keep(self) -> None:
        """The messages judged since the last time are stored."""
        self._memories.keep()

    def take_back(self) -> None:
        """The messages judged since the last `keep` were not stored: they are as good as never sent."""
        self._memories.take_back()


def together(
    own: Sequence[Finding], of_sequence: Sequence[Finding], fields: Sequence[str]
) -> tuple[Finding, ...]:
    """A message's own findings and those of the sequence, by the place of their field among `fields`."""
    places = {name: place for place, name in enumerate(fields)}

    def placed(found: Finding) -> tuple[int, Finding]:
        first = next(iter(pointer.split(found.pointer)), None)
        return -1 if first is None else places.get(first, len(places)), found

    both = [placed(found) for found in (*own, *of_sequence)]
    return tuple(found for _, found in sorted(both, key=itemgetter(0)))
