"""The timeline as a part of the window: what it counts, when there is room for it, what it asks of the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from debugger.query.times import Stretch
from debugger.session.worst_rows import Strip
from debugger.window import notices
from debugger.window.background.overlooking import Overlooking
from debugger.window.layout import orientation_for
from debugger.window.looks.scale import SCALE
from debugger.window.widgets.timeline import Timeline

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_LOWEST = {Qt.Orientation.Horizontal: 600, Qt.Orientation.Vertical: 700}
"""Pixels of height of a window that has room for a timeline, by how the list and the call stand to each other;
more where the text is larger."""
_SHOWN, _BEHIND = "timeline", "timeline-all"


class TimelineCommands(QObject):
    """Connects the timeline with the list and the filter."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.timeline = Timeline(window.appearance.theme, window)
        self.overlooking = Overlooking(window.live, self)
        self._session: object = None
        self.overlooking.changed.connect(self._show)
        self.overlooking.failed.connect(window.live.trouble)
        self.timeline.view_changed.connect(self.overlooking.look)
        self.timeline.stretch_chosen.connect(self._choose)
        window.pane.strip.stretched.connect(self.overlooking.fit)
        window.pane.strip.chosen.connect(window.commands.go_to)
        window.live.table.modelReset.connect(self._show_strip)
        window.live.changed.connect(self.refresh)
        window.appearance.changed.connect(self.timeline.set_theme)
        window.installEventFilter(self)
        self.timeline.hide()

    def restore(self) -> None:
        """Shows it as it was left."""
        for name in (_SHOWN, _BEHIND):
            wanted = bool(self._window.settings.number(name, 1))
            self._window.actions_by_id[name].setChecked(wanted)
        self.timeline.show_behind(wanted=self._window.actions_by_id[_BEHIND].isChecked())
        self.refresh()

    def toggle(self) -> None:
        """Remembers whether it is wanted, and shows or hides it."""
        self._keep(_SHOWN)
        self.refresh()

    def toggle_behind(self) -> None:
        """Shows all calls behind those that the filter leaves, or these alone."""
        self.timeline.show_behind(wanted=self._keep(_BEHIND))

    def focus(self) -> None:
        """Goes to it by the keyboard; shows it first where it is switched off, and says where it cannot be."""
        action = self._window.actions_by_id[_SHOWN]
        if not action.isChecked():
            action.trigger()
        if self.timeline.isHidden():
            self._window.notices.show_notice(
                notices.no_timeline(self._window.height(), self._lowest())
            )
        else:
            self.timeline.setFocus()

    def refresh(self) -> None:
        """Shows it where it is wanted, there is room and there are calls; marks what the filter leaves."""
        live = self._window.live
        session = live.reader.path if live.reader else None
        if session != self._session:
            self._session = session
            self.timeline.begin_anew()
        self.timeline.setVisible(
            self._window.actions_by_id[_SHOWN].isChecked()
            and self._window.height() >= self._lowest()
            and live.table.listing.total > 0
        )
        if not self.timeline.isHidden():
            self._window.notices.withdraw(notices.NO_TIMELINE)
        self.timeline.show_stretch(live.stretch)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follows the window's height."""
        if event.type() is QEvent.Type.Resize:
            self.refresh()
        return False

    def close(self) -> None:
        """Ends the counting."""
        self.overlooking.close()

    def _lowest(self) -> int:
        """Pixels of height from which there is room, at the window's width."""
        return SCALE.pixels(_LOWEST[orientation_for(self._window.width())])

    def _show(self) -> None:
        self.timeline.show_seen(self.overlooking.seen)
        self._show_strip()

    def _show_strip(self) -> None:
        """What is marked are rows in order of arrival."""
        in_order = self._window.live.table.listing.order is None
        self._window.pane.strip.show_findings(self.overlooking.seen.strip if in_order else Strip())

    def _choose(self, stretch: Stretch) -> None:
        self._window.filter_bar.leave_stretch(stretch)

    def _keep(self, name: str) -> bool:
        wanted = self._window.actions_by_id[name].isChecked()
        self._window.settings.keep(name, int(wanted))
        return wanted
