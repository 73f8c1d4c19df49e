"""Everything a person can do in the window, as one table: menus, keys and the shortcut sheet are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from debugger.window import icons
from debugger.window.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action: where it stands, what it is called, its key, and what it does in a sentence."""

    id: str
    menu: str
    text: str
    key: str
    tip: str
    icon: str = ""
    checkable: bool = False
    group: str = ""
    """Checkable actions with the same group exclude each other."""
    starts_section: bool = False


ACTIONS = (
    ActionSpec(
        id="connect", menu="&File", text="&Connect an app…", key="Ctrl+K", icon="plug",
        tip="Show what to paste into an app so that it sends its calls here",
    ),
    ActionSpec(
        id="export", menu="&File", text="&Export…", key="Ctrl+E", icon="download",
        tip="Save the session, what the filter leaves, or the selection as NDJSON or JSON",
    ),
    ActionSpec(
        id="unfinished", menu="&File", text="Open &unfinished session…", key="Ctrl+O", icon="history",
        tip="Go on with a session that was left when Track Debugger ended unexpectedly",
    ),
    ActionSpec(
        id="quit", menu="&File", text="&Quit", key="Ctrl+Q", starts_section=True,
        tip="End the capture in order and close the window",
    ),
    ActionSpec(
        id="copy-payload", menu="&Edit", text="Copy &payload", key="Ctrl+Shift+C", icon="copy",
        tip="Copy the selected call's payload exactly as it was sent",
    ),
    ActionSpec(
        id="copy-name", menu="&Edit", text="Copy event &name", key="Ctrl+Shift+N",
        tip="Copy the selected call's event name",
    ),
    ActionSpec(
        id="copy-row", menu="&Edit", text="Copy row as &JSON", key="Ctrl+Shift+J", icon="braces",
        tip="Copy the selected call with its time, source and findings as a line of JSON",
    ),
    ActionSpec(
        id="copy-address", menu="&Edit", text="Copy &address", key="Ctrl+Shift+A",
        tip="Copy the address that apps send to",
    ),
    ActionSpec(
        id="filter", menu="&Edit", text="&Filter", key="Ctrl+F", icon="filter", starts_section=True,
        tip="Show only calls whose payload contains a text",
    ),
    ActionSpec(
        id="clear-filter", menu="&Edit", text="Clear fi&lter", key="Esc",
        tip="Show all calls again",
    ),
    ActionSpec(
        id="undo-clear", menu="&Edit", text="&Undo clear", key="Ctrl+Z", icon="undo-2",
        tip="Show the calls again that were cleared from view last",
    ),
    ActionSpec(
        id="newest", menu="&View", text="Go to the &newest", key="End", icon="arrow-down-to-line",
        tip="Deselect, go to the end of the list and follow what comes",
    ),
    ActionSpec(
        id="show-cleared", menu="&View", text="Show &cleared calls", key="Ctrl+Shift+L", icon="eye",
        tip="Show every call of the session, also those cleared from view",
    ),
    ActionSpec(
        id="details", menu="&View", text="&Details", key="F9", checkable=True,
        tip="Show the selected call's payload and findings beside the list",
    ),
    ActionSpec(
        id="theme-system", menu="&View", text="Theme: as the &system", key="Ctrl+Alt+0",
        checkable=True, group="theme", starts_section=True, tip="Light or dark, as the system is",
    ),
    ActionSpec(
        id="theme-light", menu="&View", text="Theme: &light", key="Ctrl+Alt+1",
        checkable=True, group="theme", tip="Dark text on a light ground",
    ),
    ActionSpec(
        id="theme-dark", menu="&View", text="Theme: dar&k", key="Ctrl+Alt+2",
        checkable=True, group="theme", tip="Light text on a dark ground",
    ),
    ActionSpec(
        id="full-screen", menu="&View", text="&Full screen", key="F11", checkable=True,
        starts_section=True, tip="Fill the screen with the window",
    ),
    ActionSpec(
        id="pause", menu="&Capture", text="&Pause", key="Ctrl+P", icon="pause", checkable=True,
        tip="Hold the list still; what arrives is kept, counted, and shown on resuming",
    ),
    ActionSpec(
        id="clear", menu="&Capture", text="&Clear", key="Ctrl+L", icon="trash-2",
        tip="Hide the calls that are in the list now; nothing is deleted",
    ),
    ActionSpec(
        id="restart", menu="&Capture", text="&Restart the receiver", key="Ctrl+Shift+R",
        icon="refresh-cw", tip="End the receiver and start it again on the same port and session",
    ),
    ActionSpec(
        id="shortcuts", menu="&Help", text="&Keyboard shortcuts", key="F1", icon="keyboard",
        tip="List every action with its key",
    ),
    ActionSpec(
        id="about", menu="&Help", text="&About Track Debugger", key="Shift+F1", icon="info",
        tip="Say which version this is and where its files are",
    ),
)  # fmt: skip


def build(window: QMainWindow, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Makes every action with its menu in `window`'s menu bar; `slots` says what each id does.

    Raises `KeyError` for an action without a slot.
    """
    made: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    groups: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        action = _action(window, spec)
        action.triggered.connect(_without_arguments(slots[spec.id]))
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        menu = menus.get(spec.menu) or menus.setdefault(
            spec.menu, window.menuBar().addMenu(spec.menu)
        )
        if spec.starts_section:
            menu.addSeparator()
        menu.addAction(action)
        made[spec.id] = action
    return made


def extend_menu(window: QMainWindow, menu: str, more: Sequence[QAction]) -> None:
    """Adds a section with actions that a part of the window brings itself."""
    for action in window.menuBar().actions():
        if action.text() == menu and isinstance(found := action.menu(), QMenu):
            found.addSeparator()
            found.addActions(more)


def in_menus(window: QMainWindow) -> Iterator[tuple[str, list[QAction]]]:
    """The menus by their names, each with its actions."""
    for action in window.menuBar().actions():
        if isinstance(menu := action.menu(), QMenu):
            yield plain(action.text()), [each for each in menu.actions() if not each.isSeparator()]


def paint(actions: Mapping[str, QAction], theme: Theme) -> None:
    """Gives the actions their icons in the theme's colours."""
    for spec in ACTIONS:
        if spec.icon:
            actions[spec.id].setIcon(icons.icon(spec.icon, theme.muted))


def plain(text: str) -> str:
    """An action's or menu's text without its mnemonic and ellipsis."""
    return text.replace("&", "").removesuffix("…")


def _action(window: QMainWindow, spec: ActionSpec) -> QAction:
    action = QAction(spec.text, window)
    action.setObjectName(spec.id)
    action.setShortcut(QKeySequence(spec.key))
    action.setStatusTip(spec.tip)
    action.setToolTip(f"{spec.tip} ({action.shortcut().toString()})")
    action.setCheckable(spec.checkable)
    return action


def _without_arguments(slot: Callable[[], object]) -> Callable[[bool], None]:
    def called(_checked: bool) -> None:  # noqa: FBT001 - Qt calls it so
        slot()

    return called
