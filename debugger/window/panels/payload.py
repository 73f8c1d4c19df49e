"""The Payload tab: the payload as lines, with its menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from debugger.window.looks.icons import icon
from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import Prepared
from debugger.window.panels.find_bar import FindBar
from debugger.window.panels.meaning_line import MeaningLine
from debugger.window.panels.pinned import PinnedFields
from debugger.window.remembered.pins import Pins
from debugger.window.widgets.filter_offers import offer_column, offer_spelling, offer_value
from debugger.window.widgets.payload_text import PayloadText

_LOW, _LOWEST = 180, 140
"""Pixels of height below which the line under the payload makes way for what is looked for, and for the payload."""


class PayloadPanel(QWidget):
    """The text and what can be done with it."""

    column_wanted = Signal(object)
    """A path whose values are to be a column of the list."""
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""

    def __init__(self, theme: Theme, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: Mapping[str, object] = {}
        self.make_menu: Callable[[Sequence[int], QWidget], list[QMenu]] = (
            lambda _findings, _parent: []
        )
        """Makes a menu for each of some findings, as a child of a widget."""
        self.actions_offered: list[QAction] = []
        """What the menu offers beside."""
        self.text = PayloadText(theme)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._open_menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        self.meaning = MeaningLine(self.text)
        self.find_bar = FindBar(self.text, theme)
        self.pinned = PinnedFields(theme, pins)
        layout.addWidget(self.pinned)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.meaning)
        self.find_bar.turned.connect(self._fit)

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows another event's payload."""
        self._fields = prepared.message.fields
        self.pinned.show_prepared(prepared)
        self.meaning.show_prepared(prepared)
        self.text.show_rows(prepared.rows)
        self.find_bar.payload_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the payload a few lines, however low it is."""
        super().resizeEvent(event)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.text.set_theme(theme)
        self.find_bar.set_theme(theme)
        self.pinned.set_theme(theme)

    def turn_pin(self) -> None:
        """Pins the field on the caret's line for every event of this name, or takes the pin out."""
        self.pinned.turn(self.text.caret_pointer)

    def menu(self) -> QMenu:
        """What can be done with the line that the caret is on, and with the whole."""
        menu = QMenu(self)
        text = self.text
        for each in self.make_menu(text.rows.findings(text.caret_row), menu):
            menu.addMenu(each)
        menu.addSeparator()
        offer_value(menu, self._fields, text.caret_pointer, self.filter_wanted.emit)
        offer_column(menu, self._fields, text.caret_pointer, self.column_wanted.emit)
        menu.addSeparator()
        for words, name, act in (
            ("Copy selection\tCtrl+C", "copy", text.copy),
            ("Copy value\tCtrl+Shift+V", "", text.copy_value),
            ("Copy path\tCtrl+Shift+P", "", text.copy_path),
            ("Copy payload\tCtrl+Shift+C", "braces", text.copy_payload),
        ):
            self._add(menu, words, name, act)
        offer_spelling(menu, self._fields, text.caret_pointer)
        menu.addSeparator()
        self._add(menu, "Find in payload…\tCtrl+Shift+F", "search", self.find_bar.open)
        self._add(menu, "What it means\tF2", "info", self.meaning.say_all)
        if text.caret_pointer:
            pinned = self.pinned.is_pinned(text.caret_pointer)
            words = "Unpin\tCtrl+Shift+I" if pinned else "Pin for every such event\tCtrl+Shift+I"
            self._add(menu, words, "pin", self.turn_pin)
        menu.addSeparator()
        row = text.caret_row
        if text.rows.is_foldable(row):
            words = "Unfold\tCtrl+]" if text.rows.is_folded(row) else "Fold\tCtrl+["
            self._add(menu, words, "", lambda: text.toggle_fold(row))
        for depth in (1, 2, 3):
            words = f"Fold all to depth {depth}\tCtrl+Shift+{depth}"
            self._add(menu, words, "", partial(text.fold_to, depth))
        self._add(menu, "Unfold all\tCtrl+Shift+E", "", text.unfold_all)
        if self.actions_offered:
            menu.addSeparator()
            menu.addActions(self.actions_offered)
        return menu

    def _fit(self) -> None:
        least = _LOWEST if self.find_bar.isHidden() else _LOW
        self.meaning.setVisible(self.height() >= least)

    def _add(self, menu: QMenu, words: str, icon_name: str, act: Callable[[], object]) -> None:
        action = menu.addAction(words)
        if icon_name:
            action.setIcon(icon(icon_name, self._theme.muted))
        action.triggered.connect(lambda _checked: act())

    def _open_menu(self, place: QPoint) -> None:
        cursor = self.text.cursorForPosition(place)
        if not self.text.textCursor().hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            self.text.setTextCursor(cursor)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.text.viewport().mapToGlobal(place))
