"""A page beside others that shows an event while it is in sight: to fill those behind it costs frames."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from debugger.window.models.prepared import Prepared


class FilledInSight(QWidget):
    """Each page says by `fill` how it shows an event."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._is_stale = False

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows another event, now if the page is in sight, else once it comes into sight."""
        self._prepared, self._is_stale = prepared, True
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Fills in what was left until now."""
        super().showEvent(event)
        self._catch_up()

    def fill(self, prepared: Prepared) -> None:
        """Shows an event."""
        raise NotImplementedError

    def _catch_up(self) -> None:
        if self._is_stale and self._prepared is not None:
            self._is_stale = False
            self.fill(self._prepared)
