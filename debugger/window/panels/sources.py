"""Who sends: a chip for each source that there is room for, and a menu of them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QToolButton, QWidget

from debugger.sources.known import KnownSource
from debugger.sources.sender import Sender
from debugger.window.looks.appearance import GRID
from debugger.window.looks.theme import Theme
from debugger.window.models.source_words import spoken
from debugger.window.widgets.source_chip import SourceChip
from debugger.window.widgets.state_mark import mark_picture


class Sources(QWidget):
    """The sources in the order in which they were first heard of; a button counts those without room."""

    chosen = Signal(object)
    """The `KnownSource` that was clicked."""
    menu_asked = Signal(object, QPoint)
    """The `KnownSource` whose menu is wanted, and where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: Sequence[KnownSource] = ()
        self._beside = 0
        self._chosen: Sender | None = None
        self.chips: list[SourceChip] = []
        """One for each source; those without room are hidden."""
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.more = QToolButton(self)
        """Opens the menu; there only while sources are hidden."""
        self.more.setProperty("kind", "link")
        self.more.setMenu(self._menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setAccessibleName("All sources")
        self.more.setToolTip("All sources; choose one to show its calls alone")
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(
            QLayout.SizeConstraint.SetNoConstraint
        )  # what has no room is hidden
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID // 2)
        self._row.addWidget(self.more)
        self._row.addStretch()

    def show_sources(self, known: Sequence[KnownSource], *, beside: int = 0) -> None:
        """Shows other sources, or other counts; `beside` are more than can be told apart."""
        self._known = known
        self._beside = beside
        for number, source in enumerate(known):
            if number < len(self.chips):
                self.chips[number].show_source(source)
            else:
                self._add_chip(source)
        while len(self.chips) > len(known):
            chip = self.chips.pop()
            chip.hide()
            chip.deleteLater()
        self._check()
        self._fit()

    def set_chosen(self, sender: Sender | None) -> None:
        """Marks the source that the list shows alone."""
        self._chosen = sender
        self._check()
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        for chip in self.chips:
            chip.set_theme(theme)

    def text(self) -> str:
        """All sources in words, also those that there is no room for."""
        return "   ".join(spoken(each) for each in self._known)

    def entries(self) -> list[str]:
        """What the menu offers."""
        self._fill_menu()
        return [action.text() for action in self._menu.actions()]

    def open_menu(self) -> None:
        """Opens the menu of all sources above the bar."""
        self._fill_menu()
        self._menu.popup(self.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def choose(self, number: int) -> None:
        """Chooses a source of the menu as a person would."""
        self._fill_menu()
        self._menu.actions()[number].trigger()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add_chip(self, source: KnownSource) -> None:
        chip = SourceChip(source, self._theme, self)
        chip.clicked.connect(partial(self._click, chip))
        chip.customContextMenuRequested.connect(partial(self._ask_menu, chip))
        self._row.insertWidget(len(self.chips), chip)
        self.chips.append(chip)

    def _click(self, chip: SourceChip) -> None:
        self._check()  # what is shown alone decides, not the click
        self.chosen.emit(chip.source)

    def _ask_menu(self, chip: SourceChip, place: QPoint) -> None:
        self.menu_asked.emit(chip.source, chip.mapToGlobal(place))

    def _check(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip.source.sender is not None and chip.source.sender == self._chosen)

    def _fit(self) -> None:
        """Shows the chips that fit; the one that is filtered by comes first of all."""
        room = self.width()
        widths = [chip.sizeHint().width() + self._row.spacing() for chip in self.chips]
        if sum(widths) > room or self._beside:
            self.more.setText(f"+{len(self.chips) + self._beside:,}")
            room -= self.more.sizeHint().width()
        in_turn = sorted(range(len(self.chips)), key=lambda each: not self.chips[each].isChecked())
        shown: set[int] = set()
        for number in in_turn:
            if widths[number] > room:
                break
            room -= widths[number]
            shown.add(number)
        for number, chip in enumerate(self.chips):
            chip.setVisible(number in shown)
        hidden = len(self.chips) - len(shown) + self._beside
        self.more.setText(f"+{hidden:,}" if shown else _sources(hidden))
        self.more.setVisible(hidden > 0)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for source in self._known:
            mark = QIcon(mark_picture(self._theme.sources[source.colour], source.state, 2.0))
            action = self._menu.addAction(mark, spoken(source).replace("&", "&&"))
            action.setData(source)
            action.setCheckable(source.sender is not None)
            action.setChecked(source.sender is not None and source.sender == self._chosen)
        if not self._known:
            self._menu.addAction("No app has been heard of yet").setEnabled(False)
        if self._beside:
            self._menu.addAction(f"and {self._beside:,} more").setEnabled(False)


def _sources(count: int) -> str:
    return "1 source" if count == 1 else f"{count:,} sources"
