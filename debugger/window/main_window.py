"""The main window: puts the parts together and connects them; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from debugger.errors import SessionError
from debugger.window import notices
from debugger.window.actions import menus
from debugger.window.background.session_scan import SessionScan
from debugger.window.background.unfinished_scan import UnfinishedScan
from debugger.window.call_windows import CallWindows
from debugger.window.capturing.capture import Capture
from debugger.window.capturing.self_test import SelfTest
from debugger.window.commands.columns import ColumnCommands
from debugger.window.commands.deliveries import DeliveryCommands
from debugger.window.commands.every_action import Commands
from debugger.window.commands.faults import FaultCommands
from debugger.window.commands.files import FileCommands
from debugger.window.commands.following import FollowCommands
from debugger.window.commands.groups import GroupCommands
from debugger.window.commands.imports import ImportCommands
from debugger.window.commands.marks import MarkCommands
from debugger.window.commands.notifications import NotifyCommands
from debugger.window.commands.replays import ReplayCommands
from debugger.window.commands.rules import RuleCommands
from debugger.window.commands.sources import SourceCommands
from debugger.window.commands.timeline import TimelineCommands
from debugger.window.layout import Halves
from debugger.window.live import Live
from debugger.window.looks.appearance import Appearance
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models.observations import Observations
from debugger.window.panels.connect import ConnectPage
from debugger.window.panels.detail import DetailPane
from debugger.window.panels.export_dialog import ExportDialog
from debugger.window.panels.filter_bar import FilterBar
from debugger.window.panels.list_pane import ListPane
from debugger.window.panels.status_bar import StatusBar
from debugger.window.panels.task_dialog import TaskDialog
from debugger.window.panels.top_bar import TopBar
from debugger.window.remembered.rule_settings import RuleSettings
from debugger.window.remembered.settings import Settings
from debugger.window.remembered.source_labels import SourceLabels
from debugger.window.saved import SavedSession
from debugger.window.source_list import SourceList
from debugger.window.widgets.notice import NoticeArea

if TYPE_CHECKING:
    from debugger.window.windows import Windows


class MainWindow(QMainWindow):
    """One capture or one saved session: its list, with the selected call beside it."""

    closed = Signal(object)
    """This window, which is of no use any more."""

    def __init__(
        self,
        *,
        appearance: Appearance,
        settings: Settings,
        sessions: Path,
        rules_file: Path,
        windows: Windows,
    ) -> None:
        super().__init__()
        self.windows = windows
        theme = appearance.theme
        self.settings = settings
        self.appearance = appearance
        self.rules = RuleSettings(rules_file, self)
        self.capture = Capture(sessions, self)
        self.live = Live(self)
        self.saved = SavedSession(self.live, self)
        self.observations = Observations(self.capture, self.live, self)
        self.source_labels = SourceLabels(self.capture, settings, self)
        self.sources = SourceList(self.live, self.observations, self.source_labels, self)
        self.self_test = SelfTest(self.capture, self.live, self)
        self.commands = Commands(self)
        self.actions_by_id = menus.build(self, self.commands.slots())
        self.top_bar = TopBar(self.actions_by_id, theme, self)
        self.notices = NoticeArea(theme, self)
        self.filter_bar = FilterBar(theme, settings, self)
        self.pane = ListPane(self.live, self.actions_by_id, theme, self)
        self.detail = DetailPane(theme, self, load_body=self._load_body, settings=settings)
        self.halves = Halves(self.pane, self.detail, settings)
        self.status = StatusBar(theme, self)
        self.timeline_commands = TimelineCommands(self)
        self.column_commands = ColumnCommands(self)
        self.rule_commands = RuleCommands(self)
        self.fault_commands = FaultCommands(self)
        self.delivery_commands = DeliveryCommands(self)
        self.replay_commands = ReplayCommands(self)
        self.group_commands = GroupCommands(self)
        self.source_commands = SourceCommands(self)
        self.files = FileCommands(self)
        self.imports = ImportCommands(self)
        self.mark_commands = MarkCommands(self)
        self.notify_commands = NotifyCommands(self)
        self.follow_commands = FollowCommands(self)
        self.call_windows = CallWindows(self)
        self._lay_out()
        self._connect()
        self._restore()
        self.set_theme(theme)

    @property
    def session(self) -> Path | None:
        """The file that is captured into or shown."""
        return self.saved.path or self.capture.session

    def begin(self, *, port: int, session: Path | None) -> None:
        """Starts the capture, and offers what a crash has left."""
        self.rules.begin()
        other = self.windows.captures_elsewhere(self)
        self.capture.begin(port=port, session=session, or_next_port=other)
        self._show_address("")
        if not other:
            QTimer.singleShot(0, self.commands.unfinished.offer)
            QTimer.singleShot(0, self.files.offer_pruning)

    def look_at(self, session: Path) -> None:
        """Shows a saved session, without a capture."""
        self.rules.begin()
        self.saved.open(session)

    def set_theme(self, theme: Theme) -> None:
        """Shows every part in another theme."""
        menus.paint(self.actions_by_id, theme)
        for part in (
            self.top_bar,
            self.notices,
            self.filter_bar,
            self.pane,
            self.detail,
            self.status,
        ):
            part.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ends the capture in order and remembers the layout."""
        self.hide()
        self.saved.close()
        self.commands.close()
        self.follow_commands.close()
        self.call_windows.close()
        for task in self.findChildren(TaskDialog):
            task.stop()
        for scan in self.findChildren(SessionScan):
            scan.stop()
        for search in self.findChildren(UnfinishedScan):
            search.stop()
        for dialog in self.findChildren(ExportDialog):
            dialog.stop()
        self.settings.keep("geometry", bytes(self.saveGeometry().data()))
        self.column_commands.keep()
        self.settings.save()
        self.detail.show_event(None)
        self.detail.session.surveyor.close()
        self.delivery_commands.close()
        self.replay_commands.close()
        self.group_commands.close()
        self.self_test.close()
        self.notify_commands.close()
        self.timeline_commands.close()
        self.column_commands.close()
        self.live.close()
        self.capture.close()
        self.mark_commands.marker.close()
        super().closeEvent(event)
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let fall here."""
        if self.files.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens them."""
        event.acceptProposedAction()
        self.files.drop(event.mimeData())

    def _lay_out(self) -> None:
        self.setWindowTitle("Track Debugger")
        self.setAcceptDrops(True)
        give_room(self, (780, 540))
        self.resize(1360, 820)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_bar, self.notices, self.filter_bar):
            column.addWidget(part)
        column.addWidget(self.timeline_commands.timeline)
        column.addWidget(self.halves, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.capture.listening.connect(self._show_address)
        self.capture.opened.connect(self._open)
        self.capture.advanced.connect(self.live.arrive)
        self.capture.notice.connect(self.notices.show_notice)
        self.capture.withdrawn.connect(self.notices.withdraw)
        self.saved.changed.connect(self._show_saved)
        self.live.changed.connect(self._show_state)
        self.live.tallied.connect(lambda: self.status.show_totals(self.live.totals))
        self.live.trouble.connect(self._show_trouble)
        self.filter_bar.changed.connect(self.live.filter)
        self.filter_bar.line.vocabulary_wanted.connect(self.live.learn)
        self.live.learned.connect(self.filter_bar.line.know)
        for part in (self.pane, self.detail):
            part.filter_wanted.connect(self.filter_bar.add)
        self.pane.list.chosen.connect(self._show_event)
        self.pane.list.entered.connect(self.commands.go_to_payload)
        self.pane.clear_filter.connect(self.commands.leave_filter)
        self.pane.copied_as.connect(self.commands.copy_as)
        self.pane.show_cleared.connect(self.commands.show_cleared)
        self.pane.currentChanged.connect(self.commands.show_or_hide_details)
        self.pane.connect_page.language_changed.connect(
            lambda name: self.settings.keep("connect/language", name)
        )
        self.status.rules_wanted.connect(self.actions_by_id["rules"].trigger)
        self.detail.payload.actions_offered.append(self.actions_by_id["copy-as"])
        self.detail.offer(self.actions_by_id["reveal-keys"])
        self.detail.session.event_chosen.connect(self.commands.go_to)
        self.detail.session.surveyor.failed.connect(self._show_trouble)
        self.live.changed.connect(self._survey)
        self.appearance.changed.connect(self.set_theme)
        self.self_test.looked.connect(self.observations.look)
        self.observations.changed.connect(self._show_connection)
        self.pane.connect_page.asked.connect(self.actions_by_id["connection"].trigger)

    def _restore(self) -> None:
        self.restoreGeometry(QByteArray(self.settings.data("geometry")))
        self.column_commands.restore()
        self.pane.connect_page.choose(self.settings.text("connect/language"))
        self.actions_by_id["details"].setChecked(bool(self.settings.number("details", 1)))
        self.actions_by_id[f"theme-{self.appearance.choice.value}"].setChecked(True)
        menus.enable_for_call(self.actions_by_id, selected=False)
        self.timeline_commands.restore()
        self.files.put_recent_into_menu()
        self._show_saved()
        self._show_state()
        self.commands.show_or_hide_details()
        self.pane.setFocus()

    def _show_address(self, address: str) -> None:
        self.top_bar.set_address(address)
        to_be = self.capture.address_to_be
        for page in self.findChildren(ConnectPage):
            page.set_address(to_be, secure=self.capture.secure_address, listens=bool(address))

    def _show_saved(self) -> None:
        """Says whether this window captures, or which saved session it shows."""
        saved = self.saved
        menus.enable_for_capture(
            self.actions_by_id, captures=saved.path is None, may_go_on=saved.may_go_on
        )
        self.top_bar.set_saved(saved.words, saved.name)
        self.pane.say_instead(*saved.instead)
        self.setWindowTitle(f"{saved.name} · Track Debugger" if saved.name else "Track Debugger")
        if saved.path is not None:
            self.status.show_session(saved.path)
        if saved.error is not None:
            self._show_trouble(saved.error)

    def _show_connection(self) -> None:
        self.top_bar.set_trouble(self.observations.news)
        self.pane.connect_page.set_diagnosis(self.observations.in_the_way)

    def _open(self, session: Path) -> None:
        """Reads the session that is captured into, if it is another one than before."""
        self.notices.withdraw(notices.PORT)
        if self.live.reader is None or self.live.reader.path != session:
            if self.actions_by_id["reveal-keys"].isChecked():  # that was for the other session
                self.actions_by_id["reveal-keys"].trigger()
            try:
                self.live.open(session)
            except SessionError as error:
                self._show_trouble(error)
        self.status.show_session(session)

    def _show_state(self) -> None:
        listing = self.live.table.listing
        self.top_bar.set_pause(paused=listing.paused, held=listing.held)
        self.actions_by_id["pause"].setChecked(listing.paused)
        self.actions_by_id["undo-clear"].setEnabled(bool(self.live.cleared))
        self.actions_by_id["show-cleared"].setEnabled(bool(listing.base))
        self.filter_bar.set_result(
            shown=len(listing), total=listing.total, progress=self.live.progress
        )

    def _show_event(self, number: int | None) -> None:
        menus.enable_for_call(self.actions_by_id, selected=number is not None)
        if number is None or self.live.reader is None:
            self.detail.show_event(None)
            return
        try:
            self.detail.show_event(self.live.reader.event(number))
        except (SessionError, LookupError) as error:
            self._show_trouble(error)

    def _survey(self) -> None:
        reader = self.live.reader
        newest = self.live.table.listing.newest
        self.detail.session.surveyor.follow(reader.path if reader else None, newest)

    def _load_body(self, number: int) -> bytes:
        if self.live.reader is None:
            raise LookupError("no session is open")
        return self.live.reader.body(number)

    def _show_trouble(self, error: Exception) -> None:
        self.notices.show_notice(self.files.trouble(error))
