"""How much room the parts of a row of the list take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics

from debugger.findings import Severity
from debugger.session.rows import Row
from debugger.window.looks.scale import SCALE
from debugger.window.models.row_text import Column

ROW_HEIGHT = 28
PADDING = 8
"""Between a cell's edge and its text; the header's style has the same."""
ICON = 14
GAP = 3
"""Between an icon and the number beside it."""
BETWEEN = 8
"""Between a number and the next icon."""
SMALL = frozenset({Column.NUMBER, Column.TIME, Column.DELTA, Column.SOURCE})
"""Columns in smaller type."""
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


def row_height() -> int:
    """Pixels of a row of the list."""
    return SCALE.pixels(ROW_HEIGHT)


def marks_width() -> int:
    """Pixels of a place for star, colour and note each."""
    return 4 + 3 * (SCALE.pixels(ICON) + 3)


def counted(row: Row) -> list[tuple[Severity, int]]:
    """The severities of which something was found in an event, the worst first, and how often."""
    counts = (row.errors, row.warnings, row.advice)
    return [each for each in zip(_SEVERITIES, counts, strict=True) if each[1]]


def findings_width(metrics: QFontMetrics, counts: Sequence[int]) -> int:
    """Pixels of a cell with so many findings of each severity."""
    numbers = sum(metrics.horizontalAdvance(str(count)) for count in counts)
    icons = len(counts) * (SCALE.pixels(ICON) + GAP)
    return 2 * PADDING + icons + numbers + BETWEEN * (len(counts) - 1)
