"""How the list says when calls arrived: by the clock, or since the start, the previous or the selected one."""

from __future__ import annotations

from enum import StrEnum

from debugger.window.models.row_text import Column, Line, delta


class TimeMode(StrEnum):
    """What the time is counted from."""

    CLOCK = "clock"
    START = "start"
    PREVIOUS = "previous"
    SELECTED = "selected"


TITLES = {
    TimeMode.CLOCK: "Time",
    TimeMode.START: "Start +",
    TimeMode.PREVIOUS: "Previous +",
    TimeMode.SELECTED: "Selected +",
}


class Time:
    """Says it of one row after another."""

    def __init__(self) -> None:
        self.mode = TimeMode.CLOCK
        self.start_at: int | None = None
        self.selected_at: int | None = None
        """Microseconds UTC; None where there is none."""

    def __call__(self, shown: Line) -> str:
        """The time of a row; by the clock where there is nothing to count from."""
        since = {TimeMode.START: self.start_at, TimeMode.SELECTED: self.selected_at}.get(self.mode)
        if since is not None:
            return delta(shown.row.received_at - since)
        if self.mode is TimeMode.PREVIOUS:
            return shown.texts[Column.DELTA] or "—"
        return shown.texts[Column.TIME]
