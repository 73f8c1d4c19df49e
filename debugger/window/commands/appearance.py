"""What the person chooses of how the program looks, which is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from debugger.window.looks.appearance import ThemeChoice
from debugger.window.looks.scale import SCALE, STEPS
from debugger.window.remembered.settings import Settings

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_ORDINARY = 100
_SIZE = "text-size"


class AppearanceCommands:
    """The theme, and the size of text."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What to do, by the id of the action."""
        themes = {f"theme-{choice}": partial(self.choose_theme, choice) for choice in ThemeChoice}
        return {
            **themes,
            "text-larger": lambda: self.scale_text(SCALE.step(1)),
            "text-smaller": lambda: self.scale_text(SCALE.step(-1)),
            "text-actual": lambda: self.scale_text(_ORDINARY),
        }

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Changes to a theme, in every window."""
        self._window.appearance.choose(choice)
        self._window.settings.keep("theme", choice.value)

    def scale_text(self, percent: int) -> None:
        """Draws everything at this size, in every window."""
        self._window.appearance.scale_text(percent)
        self._window.settings.keep(_SIZE, percent)


def remembered_size(settings: Settings) -> int:
    """The size of text that was chosen last, in percent; the ordinary one where none was."""
    percent = settings.number(_SIZE, _ORDINARY)
    return max(STEPS[0], min(STEPS[-1], percent))
