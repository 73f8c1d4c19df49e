"""How large the program draws: text, the rows that hold it, and icons grow together."""

from __future__ import annotations

import re

STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent."""

_MEASURED = re.compile(r"\b((?:min-|max-)?(?:width|height)|icon-size|font-size):\s*(\d+)(px|pt)")


class TextScale:
    """The one size in force in this process, as the one style sheet of the application is."""

    def __init__(self) -> None:
        self.percent = 100

    def pixels(self, pixels: int) -> int:
        """What takes this many pixels at the ordinary size takes that many now."""
        return round(pixels * self.percent / 100)

    def points(self, points: float) -> float:
        """The size in points of text that has this one ordinarily."""
        return points * self.percent / 100

    def sheet(self, style_sheet: str) -> str:
        """A style sheet whose sizes of type, of icons and of what holds them are as large; distances stay."""
        return _MEASURED.sub(
            lambda found: f"{found[1]}: {self._measure(int(found[2]), found[3])}", style_sheet
        )

    def step(self, by: int) -> int:
        """The percentage so many steps from this one, as far as there are any."""
        nearest = min(STEPS, key=lambda each: abs(each - self.percent))
        return STEPS[max(0, min(len(STEPS) - 1, STEPS.index(nearest) + by))]

    def _measure(self, number: int, unit: str) -> str:
        """Qt takes whole pixels only; a line of one stays one."""
        if unit == "pt":
            return f"{self.points(number):g}pt"
        return f"{self.pixels(number) if number > 1 else number}px"


SCALE = TextScale()
