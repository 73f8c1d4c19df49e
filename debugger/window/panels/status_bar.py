"""The bar at the foot: who sent how much, what was found in it, and the file it is kept in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from debugger.events import Source
from debugger.payload.text import elided, visible
from debugger.session.rows import Counts, label
from debugger.window.appearance import EDGE, GRID
from debugger.window.totals import Totals
from debugger.wire import keys


class StatusBar(QWidget):
    """Sources at the left, counts and file at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = _Elided(self)
        self._counts = _plain_label(self)
        self._file = _plain_label(self)
        self._file.setProperty("tone", "muted")
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, GRID, EDGE, GRID)
        row.setSpacing(EDGE)
        row.addWidget(self._sources, 1)
        row.addWidget(self._counts)
        row.addWidget(self._file)

    def show_totals(self, totals: Totals) -> None:
        """Says what is counted."""
        self._sources.set_text(
            "   ".join(source_text(source, count) for source, count in totals.sources.most_common())
        )
        self._counts.setText(counts_text(totals.counts))

    def show_session(self, path: Path) -> None:
        """Says which file is captured into."""
        self._file.setText(elided(visible(path.name), 40))
        self._file.setAccessibleName(f"Session {path.name}")

    def text(self) -> str:
        """All that is said, from left to right."""
        return "  ".join((self._sources.whole, self._counts.text(), self._file.text()))


def source_text(source: Source, count: int) -> str:
    """A source in one piece: `analytics.js 2.11.1 (wk_…3f) 212`."""
    name = elided(visible(label(source)), 40) or "unknown source"
    key = visible(keys.masked(source.write_key)).strip("…")  # nothing remains of a short one
    return (
        f"{name} ({visible(keys.masked(source.write_key))}) {count:,}"
        if key
        else f"{name} {count:,}"
    )


def counts_text(counts: Counts) -> str:
    """The counts in words: `348 calls · 21 with errors · 3 Segment would drop`."""
    parts = ["1 call" if counts.events == 1 else f"{counts.events:,} calls"]
    if counts.errors:
        parts.append(f"{counts.errors:,} with errors")
    if counts.dropped:
        parts.append(f"{counts.dropped:,} Segment would drop")
    if counts.rejected:
        parts.append(f"{counts.rejected:,} Segment would reject")
    return " · ".join(parts)


class _Elided(QLabel):
    """A label that ends in an ellipsis where it has no room, and never asks for more than there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        self.whole = text
        self.setAccessibleName(f"Sources: {text}")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width()))


def _plain_label(parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
