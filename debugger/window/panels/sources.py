"""Who sent how much: as many sources as there is room for, and a menu of them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from debugger.events import Source
from debugger.payload.text import elided, visible
from debugger.session.rows import label
from debugger.window.appearance import GRID
from debugger.wire import keys

_GAP = "   "
_MOST = 100
"""Sources in the menu; one that sends under ever new names must not make a menu that cannot be opened."""


class Sources(QWidget):
    """The sources by how much they sent; a button counts those that there is no room for."""

    chosen = Signal(str)
    """The name of the source to filter by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted: Sequence[tuple[Source, int]] = ()
        self._shown = QLabel(self)
        self._shown.setTextFormat(Qt.TextFormat.PlainText)
        self._shown.setMinimumWidth(1)  # it gives way; it is cut to what there is
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.more = QToolButton(self)
        """Opens the menu; there only while sources are hidden."""
        self.more.setProperty("kind", "link")
        self.more.setMenu(self._menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setAccessibleName("All sources")
        self.more.setToolTip("All sources; choose one to filter by it")
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._shown)
        row.addWidget(self.more)
        row.addStretch()

    def show_counted(self, counted: Sequence[tuple[Source, int]]) -> None:
        """Shows other counts, the greatest first."""
        self._counted = counted
        self._shown.setAccessibleName(f"Sources: {self.text()}")
        self._fit()

    def text(self) -> str:
        """All sources, also those that there is no room for."""
        return _GAP.join(source_text(*each) for each in self._counted[:_MOST])

    def entries(self) -> list[str]:
        """What the menu offers."""
        self._fill_menu()
        return [action.text() for action in self._menu.actions()]

    def choose(self, number: int) -> None:
        """Chooses a source of the menu as a person would."""
        self._fill_menu()
        self._menu.actions()[number].trigger()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self._shown.fontMetrics()
        texts = [source_text(*each) for each in self._counted[:_MOST]]
        room = self.width()
        fitting = _fitting(metrics, texts, room)
        hidden = len(self._counted) - fitting
        if hidden:
            self.more.setText(f"+{hidden:,}")
            room -= self.more.sizeHint().width() + GRID
            fitting = max(1, _fitting(metrics, texts, room))
            hidden = len(self._counted) - fitting
            self.more.setText(f"+{hidden:,}")
        self.more.setVisible(hidden > 0)
        text = _GAP.join(texts[:fitting])
        self._shown.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room)))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for source, count in self._counted[:_MOST]:
            action = self._menu.addAction(source_text(source, count).replace("&", "&&"))
            action.setData(label(source))
            action.setEnabled(bool(label(source)))
        if len(self._counted) > _MOST:
            self._menu.addAction(f"and {len(self._counted) - _MOST:,} more").setEnabled(False)


def source_text(source: Source, count: int) -> str:
    """A source in one piece: `analytics.js 2.11.1 (wk_…3f) 212`."""
    name = elided(visible(label(source)), 40) or "unknown source"
    key = visible(keys.masked(source.write_key))
    return f"{name} ({key}) {count:,}" if key.strip("…") else f"{name} {count:,}"


def _fitting(metrics: QFontMetrics, texts: Sequence[str], room: int) -> int:
    """How many of the texts have room beside each other."""
    for count in range(len(texts)):
        if metrics.horizontalAdvance(_GAP.join(texts[: count + 1])) > room:
            return count
    return len(texts)
