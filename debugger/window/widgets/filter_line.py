"""The line that a filter is typed into: its terms in colours, what is wrong underlined, what fits offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QWidget,
)

from debugger.errors import FilterError
from debugger.query.completing import MOST, Offer, Vocabulary, completions
from debugger.window.looks import icons
from debugger.window.looks.appearance import GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import label

_WIDTH = 520
_NAMES = 240
"""Pixels of the offers, and of their first column."""
_PARTS = re.compile(
    r"(?P<joint>(?<![^\s(])(?:AND|OR|NOT|&&|\|\|)(?=[\s()]|$)|(?<![^\s(])[-!](?=\S)|[()])"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*"?)'
    r'|(?P<key>[A-Za-z_$@][^\s()":=<>!]*(?:"[^"]*"[^\s()":=<>!]*)*(?:!=|:(?!//)[<>]?=?|[<>]=?|=))'
    r"|(?P<regular>(?<![^\s(:=])/(?:[^/\\\n]|\\.)+/(?=[\s)]|$))"
    r'|(?P<word>[^\s()"]+)'
)


class FilterLine(QLineEdit):
    """A line of text that knows the language of filters."""

    vocabulary_wanted = Signal()
    """The values of this session are of use now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = ""
        self._picture = label(parent=self)
        self._wrong: FilterError | None = None
        self._known = Vocabulary()
        self._offers: list[Offer] = []
        self._model = QStandardItemModel(0, 2, self)
        self._popup = QTreeView()
        self._completer = QCompleter(self._model, self)
        self._set_up_offers()
        self.textEdited.connect(self._offer)
        self.textChanged.connect(self._colour)

    def set_theme(self, theme: Theme) -> None:
        """Draws in another theme's colours."""
        self._theme = theme
        self._colour()
        self._draw_sign()

    def show_sign(self, name: str) -> None:
        """Puts an icon before the text; an action's would keep its size when the text grows."""
        self._sign = name
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, 0, 0)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._draw_sign()

    def _draw_sign(self) -> None:
        if self._sign:
            picture = icons.picture(self._sign, self._theme.muted, 16, self.devicePixelRatioF())
            self._picture.setPixmap(picture)
            self.setTextMargins(SCALE.pixels(16) + GRID, 0, 0, 0)

    def know(self, known: Vocabulary) -> None:
        """Offers these values and paths from now on."""
        self._known = known
        if self._popup.isVisible() or (self.hasFocus() and self.isModified() and not self._offers):
            self._offer()

    def show_mistake(self, wrong: FilterError | None) -> None:
        """Underlines what is wrong; None for nothing."""
        self._wrong = wrong
        self._colour()

    def offers(self) -> list[str]:
        """What is offered now."""
        return [offer.text for offer in self._offers] if self._popup.isVisible() else []

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Asks for the values of this session."""
        super().focusInEvent(event)
        self.vocabulary_wanted.emit()

    def _set_up_offers(self) -> None:
        self._popup.setRootIsDecorated(False)
        self._popup.setUniformRowHeights(True)
        self._popup.setAccessibleName("What fits here")
        self._popup.setObjectName("filterOffers")
        self._popup.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        header = self._popup.header()
        header.hide()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)

    def _offer(self) -> None:
        self._offers = completions(self.text(), self.cursorPosition(), self._known)
        self._model.removeRows(0, self._model.rowCount())
        for offer in self._offers:
            meaning = QStandardItem(offer.meaning.replace("`", ""))
            meaning.setForeground(QColor(self._theme.muted))
            self._model.appendRow([QStandardItem(offer.text), meaning])
        if not self._offers:
            self._popup.hide()
            return
        self._popup.header().resizeSection(0, SCALE.pixels(_NAMES))
        place = self.cursorRect()
        place.setWidth(
            min(SCALE.pixels(_WIDTH), max(self.width() - place.left(), SCALE.pixels(_NAMES)))
        )
        self._completer.complete(place)
        self._popup.setCurrentIndex(QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offers):
            text, cursor = self._offers[index.row()].taken(self.text())
            self.setText(text)
            self.setCursorPosition(cursor)
            self.setModified(True)
            self._offers = []
            if text[:cursor].endswith((":", "=", "<", ">")):
                self._offer()

    def _colour(self) -> None:
        """Qt's line has no colours of its own: an input method's have to do, without a text to put in."""
        cursor = self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, start - cursor, end - start, how
            )
            for start, end, how in self._formats()
            if end > start
        ]
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _formats(self) -> Iterator[tuple[int, int, QTextCharFormat]]:
        colours = {
            "joint": self._theme.json_punctuation,
            "key": self._theme.json_key,
            "quoted": self._theme.json_string,
            "regular": self._theme.json_constant,
        }
        typed = self.text()
        for found in _PARTS.finditer(typed):
            colour = colours.get(found.lastgroup or "")
            for start, end in self._around_the_mistake(*found.span()):
                if colour:
                    how = QTextCharFormat()
                    how.setForeground(QColor(colour))
                    yield start, end, how
        if self._wrong:
            how = QTextCharFormat()
            how.setForeground(QColor(self._theme.error))
            how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            how.setUnderlineColor(QColor(self._theme.error))
            yield self._wrong.start, min(self._wrong.end, len(typed)), how

    def _around_the_mistake(self, start: int, end: int) -> list[tuple[int, int]]:
        if self._wrong is None:
            return [(start, end)]
        first, last = self._wrong.start, self._wrong.end
        return [(start, min(end, first)), (max(start, last), end)]
