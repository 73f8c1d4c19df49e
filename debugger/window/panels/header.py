"""Above the payload: which event it is, and what Segment would have done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from debugger.events import CallType
from debugger.findings import Finding, Verdict
from debugger.payload.text import elided
from debugger.session.rows import Row
from debugger.window.looks.appearance import EDGE
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme, mixed
from debugger.window.widgets.chip import Chip
from debugger.window.widgets.labels import ElidedLabel
from debugger.window.widgets.mark_line import MarkLine

_NARROW = 560
"""Pixels below which the time goes under the verdict."""

_LONGEST_NAME = 300

_NAMELESS = {
    CallType.TRACK: "(no event name)",
    CallType.PAGE: "(page without a name)",
    CallType.SCREEN: "(screen without a name)",
}


class Header(QWidget):
    """Name, verdict, type, time and number, and what the person put on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Row, Sequence[Finding]] | None = None
        self.name = ElidedLabel(tone="heading")
        self.verdict = Chip()
        self.particulars = ElidedLabel(tone="muted")
        self.mark = MarkLine(theme)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        self._line.addWidget(self.verdict)
        self._line.addWidget(self.particulars, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, 12, EDGE, 8)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addLayout(self._line)
        layout.addWidget(self.mark)

    def show_row(self, row: Row, findings: Sequence[Finding]) -> None:
        """Shows another event."""
        self._shown = (row, findings)
        self.name.say(title(row))
        self.particulars.say(particulars(row))
        self._say_verdict(row.verdict, findings)
        self.mark.show_mark(row.mark)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.mark.set_theme(theme)
        if self._shown is not None:
            self._say_verdict(self._shown[0].verdict, self._shown[1])

    def fit(self, width: int) -> None:
        """Puts the particulars where there is room, before the header itself has that width."""
        direction = QBoxLayout.Direction
        self._line.setDirection(
            direction.TopToBottom if width < SCALE.pixels(_NARROW) else direction.LeftToRight
        )

    def _say_verdict(self, verdict: Verdict, findings: Sequence[Finding]) -> None:
        kept = verdict is Verdict.KEPT
        colour = self._theme.ok if kept else self._theme.error
        self.verdict.say(
            verdict_text(verdict, findings),
            icon_name="circle-check" if kept else "ban",
            colour=colour,
            ground=mixed(self._theme.background, colour, 0.06) if kept else self._theme.lit_error,
        )


def title(row: Row) -> str:
    """The event's name, or words for its absence."""
    if row.problem:
        return "Not a message"
    if row.name:
        return elided(row.name, _LONGEST_NAME)
    known = {call_type.value: call_type for call_type in CallType}
    call_type = known.get(row.type)
    return (_NAMELESS.get(call_type) if call_type else "") or row.type or "(no type)"


def particulars(row: Row) -> str:
    """Type, local time, number and source in one line."""
    moment = datetime.fromtimestamp(row.received_at // 1_000_000, UTC).astimezone()
    milliseconds = row.received_at // 1_000 % 1_000
    parts = (
        elided(row.type, 40),
        f"{moment:%H:%M:%S}.{milliseconds:03}",
        f"#{row.number:,}",
        elided(row.source, 80),
    )
    return "  ·  ".join(part for part in parts if part)


def verdict_text(verdict: Verdict, findings: Sequence[Finding]) -> str:
    """What Segment would do with the event, and the code it has for that."""
    codes = [finding.code for finding in findings if finding.verdict is verdict and finding.code]
    code = f": {codes[0]}" if codes else ""
    return {
        Verdict.KEPT: "Segment would keep it",
        Verdict.DROPPED: f"Segment would drop it{code}",
        Verdict.REJECTED: f"Segment would answer 400{code}",
    }[verdict]
