"""What a person does with a source: shows its calls alone, and looks at its particulars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from debugger.events import Source
from debugger.sources.known import KnownSource
from debugger.sources.sender import Sender, sender_of
from debugger.window.panels.source_dialog import SourceDialog
from debugger.window.panels.source_label_dialog import SourceLabelDialog

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow


class SourceCommands:
    """Connects the chips, the filter and the dialogs."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._looks: list[tuple[Sender | None, str, str]] = []
        window.live.table.look_of = window.sources.look_of
        window.sources.changed.connect(self._show)
        window.live.changed.connect(self._show_filter)
        window.filter_bar.source_left.connect(lambda: window.live.only(None))
        window.status.sources.chosen.connect(self.choose)
        window.status.sources.menu_asked.connect(self._offer)

    def choose(self, source: KnownSource) -> None:
        """Shows the calls of this source alone, or of all again; of one without calls, its particulars."""
        if source.sender is None:
            self.open(source)
        else:
            self.only(None if source.sender == self.shown else source.sender)

    def only(self, sender: Sender | None) -> None:
        """Shows the calls of one source alone; of all with None."""
        self._window.live.only(
            None if sender is None else Source(write_key=sender.write_key, library=sender.library)
        )

    @property
    def shown(self) -> Sender | None:
        """The source whose calls alone are shown."""
        source = self._window.live.source
        return None if source is None else sender_of(source)

    def open(self, source: KnownSource) -> SourceDialog:
        """Shows the particulars of a source beside the window."""
        window = self._window
        reveal = window.actions_by_id["reveal-keys"]
        dialog = SourceDialog(source, window.sources, reveal, window.appearance.theme, window)
        window.appearance.changed.connect(dialog.set_theme)
        dialog.only.connect(self.only)
        dialog.rename.connect(self.rename)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def rename(self, source: KnownSource) -> SourceLabelDialog | None:
        """Asks what a source is to be called; None for one that has sent no call yet."""
        sender = source.sender
        if sender is None:
            return None
        dialog = SourceLabelDialog(source, self._window.appearance.theme, self._window)
        dialog.chosen.connect(lambda label: self._window.sources.label(sender, label))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def menu(self, source: KnownSource) -> QMenu:
        """What can be done with a source."""
        made = QMenu(self._window)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if source.sender is not None:
            alone = source.sender == self.shown
            words = "Show the calls of all sources" if alone else "Show its calls alone"
            made.addAction(words, lambda: self.choose(source))
            made.addAction("Name and colour…", lambda: self.rename(source))
        made.addAction("Particulars…", lambda: self.open(source))
        return made

    def _offer(self, source: KnownSource, place: QPoint) -> None:
        self.menu(source).popup(place)

    def _show(self) -> None:
        sources = self._window.sources
        self._window.status.sources.show_sources(sources.known, beside=sources.more)
        looks = [(each.sender, each.name, each.colour) for each in sources.known]
        if looks != self._looks:  # counts alone need no painting
            self._looks = looks
            self._window.pane.list.viewport().update()
        self._show_filter()

    def _show_filter(self) -> None:
        sender = self.shown
        self._window.status.sources.set_chosen(sender)
        if sender is None:
            self._window.filter_bar.show_source(None)
        else:
            known = self._window.sources.find(sender)
            self._window.filter_bar.show_source(known.name if known else sender.library)
