"""The menu beside the filter: saved and recent filters, examples, and keeping the one that is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from debugger.payload.text import elided, visible
from debugger.query.reference import TERMS
from debugger.window.looks import icons
from debugger.window.looks.theme import Theme
from debugger.window.remembered.kept_filters import KeptFilters

_LONGEST = 60
"""Characters of a filter in the menu."""
_EXAMPLES = 21


class FilterMenu(QPushButton):
    """A button with the filters that a person keeps."""

    chosen = Signal(str)
    """A whole filter to use."""
    example_chosen = Signal(str)
    """A term to try."""

    def __init__(self, kept: KeptFilters, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self.typed = ""
        """The filter that can be saved."""
        self.setAccessibleName("Saved and recent filters")
        self.setToolTip("Saved and recent filters, and what a filter can ask for")
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draws the icon in another theme's colours."""
        self.setIcon(icons.icon("history", theme.muted))

    def fill(self) -> QMenu:
        """Lists what there is now."""
        menu = self._menu
        menu.clear()
        save = menu.addAction("Save this filter…", self.ask_for_a_name)
        save.setEnabled(bool(self.typed))
        saved, recent = self._kept.saved, self._kept.recent
        if saved:
            _title(menu, "Saved")
            for name, typed in saved.items():
                self._add(menu, name, typed, tip=typed)
            forget = menu.addMenu("Forget a saved filter")
            for name in saved:
                forget.addAction(_shown(name), partial(self._kept.forget, name))
        if recent:
            _title(menu, "Recent")
            for typed in recent:
                self._add(menu, typed, typed)
            menu.addAction("Forget recent filters", self._kept.forget_recent)
        menu.addSeparator()
        examples = menu.addMenu("What a filter can ask for")
        examples.setToolTipsVisible(True)
        for typed, meaning in TERMS[:_EXAMPLES]:
            words = f"{_shown(typed)}\t{_shown(elided(meaning, _LONGEST))}"
            action = examples.addAction(words, partial(self.example_chosen.emit, typed))
            action.setToolTip(_shown(meaning))
        return menu

    def ask_for_a_name(self) -> None:
        """Saves the filter under a name that the person gives."""
        name, given = QInputDialog.getText(
            self, "Save filter", f"Name for {elided(visible(self.typed), _LONGEST)}"
        )
        if given and name.strip():
            self._kept.save(name.strip(), self.typed)

    def _add(self, menu: QMenu, words: str, typed: str, tip: str = "") -> None:
        action = menu.addAction(_shown(elided(words, _LONGEST)), partial(self.chosen.emit, typed))
        action.setToolTip(_shown(tip or typed))


def _title(menu: QMenu, text: str) -> None:
    """Words above a part of the menu; a section's own are not drawn by style sheets."""
    menu.addSeparator()
    menu.addAction(text).setEnabled(False)


def _shown(text: str) -> str:
    """As a menu shows it, in which an ampersand marks a key."""
    return visible(text).replace("&", "&&")
