"""What the actions do that are about one call, in the pane that shows it: in a main window, or in its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from debugger.window.panels.detail import DetailPane

PAGES = ("page-payload", "page-tree", "page-table", "page-raw", "page-request")
PARTS = ("part-findings", "part-event", "part-properties", "part-context", "part-session")
"""The actions that show a page or a part of the pane, in the order of the tabs."""

_ACTS: Mapping[str, Callable[[DetailPane], object]] = {
    "copy-value": lambda pane: pane.payload.text.copy_value(),
    "copy-path": lambda pane: pane.payload.text.copy_path(),
    "next-finding": lambda pane: pane.step(1),
    "previous-finding": lambda pane: pane.step(-1),
    "explain": lambda pane: pane.payload.meaning.say_all(),
    "pin": lambda pane: pane.payload.turn_pin(),
    "hex": lambda pane: pane.turn_hex(),
    "find": lambda pane: pane.look_for(),
    "find-next": lambda pane: pane.look_for(1),
    "find-previous": lambda pane: pane.look_for(-1),
    "fold": lambda pane: pane.payload.text.fold_here(fold=True),
    "unfold": lambda pane: pane.payload.text.fold_here(fold=False),
    "fold-1": lambda pane: pane.payload.text.fold_to(1),
    "fold-2": lambda pane: pane.payload.text.fold_to(2),
    "fold-3": lambda pane: pane.payload.text.fold_to(3),
    "unfold-all": lambda pane: pane.payload.text.unfold_all(),
}


def slots(pane: Callable[[], DetailPane]) -> Mapping[str, Callable[[], object]]:
    """What to do, by the id of the action; the pane may be made after the actions."""
    return {
        **{name: _acting(pane, act) for name, act in _ACTS.items()},
        **{name: _showing(pane, DetailPane.show_page, at) for at, name in enumerate(PAGES)},
        **{name: _showing(pane, DetailPane.show_part, at) for at, name in enumerate(PARTS)},
    }


def _acting(
    pane: Callable[[], DetailPane], act: Callable[[DetailPane], object]
) -> Callable[[], object]:
    return lambda: act(pane())


def _showing(
    pane: Callable[[], DetailPane], show: Callable[[DetailPane, int], object], at: int
) -> Callable[[], object]:
    return lambda: show(pane(), at)
