"""Adjusts findings to what a project has decided: silences them, or changes how much they matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from debugger.findings import Finding, Severity


class Setting(StrEnum):
    """What a rule is taken for."""

    SILENT = "silent"
    """Its findings are kept, and counted as silenced; they fail no build and mark no line."""
    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"


_SEVERITIES = {Setting(severity.word): severity for severity in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """One rule, what it is taken for, and where: everywhere, for an event name, for a source, or for both."""

    rule: str
    setting: Setting
    event: str | None = None
    """The name of the event, page or screen; None for all."""
    source: str | None = None
    """The name of the library that sends, without its version (`analytics.js`); None for all."""

    @property
    def narrowness(self) -> int:
        """Of two adjustments that fit, the narrower holds; an event's name is narrower than a source."""
        return 2 * (self.event is not None) + (self.source is not None)

    @property
    def place(self) -> tuple[str, str | None, str | None]:
        """What it is about: of two with the same place the later holds."""
        return self.rule, self.event, self.source

    @property
    def scope(self) -> str:
        """Where it holds, in words: `for “Walk Booked” from analytics.js`."""
        parts = []
        if self.event is not None:
            parts.append(f"for “{self.event}”")
        if self.source is not None:
            parts.append(f"from {self.source}")
        return " ".join(parts) or "everywhere"


@dataclass(frozen=True)
class Policy:
    """All adjustments of a project, in the order of its file."""

    adjustments: tuple[Adjustment, ...] = ()

    def adjusted(
        self, findings: tuple[Finding, ...], *, event: str | None, source: str
    ) -> tuple[Finding, ...]:
        """The findings of a message with this event name and source, in their order.

        What Segment does with the message is a fact, and stays.
        """
        if not findings or not self.adjustments:
            return findings
        return tuple(self._adjusted(finding, event, source) for finding in findings)

    def of(self, rule: str, *, event: str | None, source: str) -> Adjustment | None:
        """The adjustment that holds for a rule's findings in such a message; None where none does."""
        fitting = [
            each
            for each in self._by_rule.get(rule, ())
            if each.event in {None, event} and each.source in {None, source}
        ]
        return max(reversed(fitting), key=lambda each: each.narrowness, default=None)

    @cached_property
    def _by_rule(self) -> Mapping[str, list[Adjustment]]:
        table: dict[str, list[Adjustment]] = {}
        for adjustment in self.adjustments:
            table.setdefault(adjustment.rule, []).append(adjustment)
        return table

    def _adjusted(self, finding: Finding, event: str | None, source: str) -> Finding:
        holds = self.of(finding.rule, event=event, source=source)
        if holds is None:
            return finding
        if holds.setting is Setting.SILENT:
            return replace(finding, silenced=True)
        return replace(finding, severity=_SEVERITIES[holds.setting])


NO_POLICY = Policy()
"""Every rule as it is."""
