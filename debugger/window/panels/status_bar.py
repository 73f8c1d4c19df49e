"""The bar at the foot: who sent how much, what was found in it, and the file it is kept in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from debugger.payload.text import elided, visible
from debugger.session.rows import Counts
from debugger.window.background.totals import Totals
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.row_text import plain_tip
from debugger.window.panels.sources import Sources

_ROOM_FOR_FILE = 900
"""Pixels of the bar from which on the session's file is named in it."""


class StatusBar(QWidget):
    """Sources at the left, counts and file at the right."""

    rules_wanted = Signal()
    """The count of silenced findings was clicked: what silences them is to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = Sources(theme, self)
        self._judging = _plain_label(self)
        self._judging.setProperty("tone", "muted")
        self._counts = _plain_label(self)
        self._silenced = QToolButton(self)
        self._silenced.setProperty("kind", "link")
        self._silenced.setToolTip("Show the rules, and which of them are silenced")
        self._silenced.clicked.connect(self.rules_wanted)
        self._silenced.hide()
        self._file = _plain_label(self)
        self._file.setProperty("tone", "muted")
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, GRID, EDGE, GRID)
        row.setSpacing(EDGE)
        row.addWidget(self.sources, 1)
        row.addWidget(self._judging)
        row.addWidget(self._counts)
        row.addWidget(self._silenced)
        row.addWidget(self._file)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The file's name gives way to the sources."""
        super().resizeEvent(event)
        self._file.setVisible(self.width() >= SCALE.pixels(_ROOM_FOR_FILE))

    def show_totals(self, totals: Totals) -> None:
        """Says what is counted."""
        self._counts.setText(totals_text(totals))
        silenced = totals.counts.silenced
        self._silenced.setText(silenced_text(silenced))
        self._silenced.setAccessibleName(f"{silenced_text(silenced)}: show the rules")
        self._silenced.setVisible(bool(silenced))

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self.sources.set_theme(theme)

    def show_judging(self, done: int, of: int) -> None:
        """Says how far the session is judged anew; nothing once it is."""
        under_way = done < of
        self._judging.setVisible(under_way)
        self._judging.setText(
            f"Judging {of:,} calls anew… {done * 100 // of}%" if under_way else ""
        )

    def show_session(self, path: Path) -> None:
        """Says which file is captured into."""
        self._file.setText(elided(visible(path.name), 40))
        said = f"Captured into {visible(path.name)}"
        self._counts.setAccessibleDescription(said)
        self._counts.setToolTip(plain_tip(said))
        self._file.setAccessibleName(f"Session {path.name}")

    def text(self) -> str:
        """All that is said, from left to right."""
        return "  ".join(
            (
                self.sources.text(),
                self._judging.text(),
                self._counts.text(),
                self._silenced.text(),
                self._file.text(),
            )
        )


def totals_text(totals: Totals) -> str:
    """The counts once they are whole; how far the counting is until then."""
    if totals.progress < 1:
        return f"{totals.expected:,} calls · counting… {int(totals.progress * 100)}%"
    return counts_text(totals.counts)


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


def silenced_text(silenced: int) -> str:
    """How many findings are silenced, in words; empty with none."""
    if not silenced:
        return ""
    return "1 finding silenced" if silenced == 1 else f"{silenced:,} findings silenced"


def _plain_label(parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
