"""The hops of the self-test, each with what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from debugger.window.looks import icons
from debugger.window.looks.appearance import GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.widgets.labels import ElidedLabel, label

_ICON = 16


class HopList(QWidget):
    """One line a hop: an icon, its name, and what happened."""

    def __init__(self, names: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: dict[str, bool | None] = {}
        self._lines: dict[str, tuple[QLabel, QLabel, ElidedLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        for row, name in enumerate(names):
            mark, words, said = label(), label(name), ElidedLabel(tone="muted")
            mark.setFixedSize(SCALE.pixels(_ICON), SCALE.pixels(_ICON))
            self._lines[name] = (mark, words, said)
            for column, widget in enumerate((mark, words, said)):
                grid.addWidget(widget, row, column)
        self.forget()

    def forget(self) -> None:
        """No hop has been reached."""
        for name, (_, _, said) in self._lines.items():
            self._state[name] = None
            said.say("")
        self._draw()

    def show_hop(self, name: str, *, well: bool, text: str) -> None:
        """A hop was reached, or not."""
        self._state[name] = well
        self._lines[name][2].say(text)
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in another theme's colours."""
        self._theme = theme
        self._draw()

    def words(self) -> list[str]:
        """Each line as it is read out."""
        return [
            f"{_STATES[self._state[name]]}: {name}. {said.text()}".strip()
            for name, (_, _, said) in self._lines.items()
        ]

    def _draw(self) -> None:
        colours = {None: self._theme.muted, True: self._theme.ok, False: self._theme.error}
        for name, (mark, words, _) in self._lines.items():
            state = self._state[name]
            picture = icons.picture(_ICONS[state], colours[state], _ICON, self.devicePixelRatioF())
            mark.setPixmap(picture)
            mark.setAccessibleName(_STATES[state])
            words.setProperty("tone", "muted" if state is None else "")
            words.style().unpolish(words)
            words.style().polish(words)


_ICONS = {None: "circle-dashed", True: "circle-check", False: "circle-x"}
_STATES = {None: "Not reached", True: "Done", False: "Failed"}
