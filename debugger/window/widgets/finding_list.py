"""A list of findings as cards; choosing one by mouse or Enter goes to its line in the payload."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from debugger.window.looks.theme import Theme
from debugger.window.models.finding_rows import Card, FindingRows
from debugger.window.widgets.finding_delegate import FindingDelegate


class FindingList(QListView):
    """Cards, one below the other."""

    chosen = Signal(int)
    """The index of the finding among all of the event."""

    menu_wanted = Signal(int, QPoint)
    """The index of a finding, and where on the screen its menu is wanted."""

    reflowed = Signal()
    """The cards may have another height, since the list has another width."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self._rows = FindingRows(self)
        self._delegate = FindingDelegate(theme, self, compact=compact)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("Findings")
        self.setObjectName("findings")
        self.clicked.connect(self._choose)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Shows other findings."""
        self._rows.show_cards(list(cards))
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def light(self, finding: int | None) -> None:
        """Makes a finding the current one and brings it into sight; None leaves none current."""
        row = None if finding is None else self._rows.row_of(finding)
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._rows.index(row))
            self.scrollTo(self._rows.index(row))

    def height_of_cards_in(self, most: int) -> int:
        """The height in pixels of as many whole cards as fit into `most`, and of the highest one at least."""
        height = highest = 0
        for row in range(min(self._rows.rowCount(), 20)):
            card = self.sizeHintForRow(row)
            highest = max(highest, card)
            if height + card > most:
                break
            height += card
        return max(height, highest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the line; the copy key takes the whole card."""
        card = self._rows.card_at(self.currentIndex())
        if card is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(card.index)
        elif card is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(card.text)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of the card under the mouse, or by the keyboard of the current one."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        card = self._rows.card_at(index)
        if card is not None:
            place = event.globalPos()
            if not by_mouse:
                place = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(card.index, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the cards out for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.reflowed.emit()

    def _choose(self, index: QModelIndex) -> None:
        card = self._rows.card_at(index)
        if card is not None:
            self.chosen.emit(card.index)
