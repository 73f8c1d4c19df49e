"""What the command palette offers: every action with its key, the session's event names, and kept sessions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from debugger.payload.text import elided, visible
from debugger.query.completing import Vocabulary
from debugger.query.writing import value_term
from debugger.session.schema import SUFFIX
from debugger.window.actions.menus import keys_text
from debugger.window.actions.spec import plain
from debugger.window.actions.table import ACTIONS
from debugger.window.models.palette_rows import Entry
from debugger.window.panels.palette import Palette
from debugger.window.remembered import recent

if TYPE_CHECKING:
    from debugger.window.main_window import MainWindow

_ITSELF = "palette"
_MOST_SESSIONS = 50
_LONGEST = 80
"""Characters of a captured name."""


class PaletteCommands:
    """Opens the palette of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open(self) -> Palette:
        """Shows it; the event names follow once they are read."""
        window = self._window
        entries = [*self._actions(), *self._sessions()]
        palette = Palette(entries, self._events, window.appearance.theme, window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.live.learned.connect(palette.learn)
        palette.open()
        window.live.learn()
        return palette

    def _actions(self) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._window.actions_by_id[spec.id]
            if spec.id != _ITSELF:
                yield Entry(
                    title=plain(spec.text),
                    kind=plain(spec.menu),
                    icon=spec.icon,
                    key=keys_text(action),
                    tip=spec.tip,
                    choose=action.trigger,
                    enabled=action.isEnabled(),
                )

    def _sessions(self) -> Iterator[Entry]:
        """The sessions that were opened last, and those that are kept, the newest first."""
        kept = self._window.capture.sessions.glob(f"*{SUFFIX}")
        newest = sorted(kept, key=lambda each: each.name, reverse=True)[:_MOST_SESSIONS]
        shown = self._window.session
        for path in dict.fromkeys([*recent.recent(self._window.settings), *newest]):
            if path != shown:
                yield self._session(path)

    def _session(self, path: Path) -> Entry:
        return Entry(
            title=visible(path.stem),
            kind="Session",
            icon="history",
            tip="Open it in a window of its own",
            choose=partial(self._window.files.open, [path]),
        )

    def _events(self, known: Vocabulary) -> Iterator[Entry]:
        for name in known.values.get("event", ()):
            yield Entry(
                title=elided(visible(name), _LONGEST),
                kind="Event",
                icon="filter",
                tip="Show only calls of this name",
                choose=partial(self._window.filter_bar.add, value_term("event", name)),
            )
