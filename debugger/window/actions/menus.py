"""Menus, keys and icons from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from debugger.window.actions.spec import ActionSpec, plain
from debugger.window.actions.table import ACTIONS
from debugger.window.looks import icons
from debugger.window.looks.theme import Theme


def build(
    window: QMainWindow,
    slots: Mapping[str, Callable[[], object]],
    specs: Sequence[ActionSpec] = ACTIONS,
) -> dict[str, QAction]:
    """Makes the actions with their menus in `window`'s menu bar; `slots` says what each id does.

    Raises `KeyError` for an action without a slot.
    """
    made: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    groups: dict[str, QActionGroup] = {}
    for spec in specs:
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


def in_menus(window: QMainWindow) -> Iterator[tuple[str, list[QAction]]]:
    """The menus by their names, each with its actions."""
    for action in window.menuBar().actions():
        if isinstance(menu := action.menu(), QMenu):
            yield plain(action.text()), [each for each in menu.actions() if not each.isSeparator()]


def paint(actions: Mapping[str, QAction], theme: Theme) -> None:
    """Gives the actions their icons in the theme's colours."""
    for spec in ACTIONS:
        if spec.icon and spec.id in actions:
            actions[spec.id].setIcon(icons.icon(spec.icon, theme.muted))


def enable_for_call(actions: Mapping[str, QAction], *, selected: bool) -> None:
    """Offers what is done with a call only while one is selected."""
    for spec in ACTIONS:
        if spec.needs_call:
            actions[spec.id].setEnabled(selected)


def enable_for_capture(actions: Mapping[str, QAction], *, captures: bool, may_go_on: bool) -> None:
    """Offers what is done with a capture only in a window that has one."""
    for spec in ACTIONS:
        if spec.needs_capture:
            actions[spec.id].setEnabled(captures)
    actions["go-on"].setEnabled(not captures and may_go_on)


def keys_text(action: QAction) -> str:
    """Every key of an action, as the system writes them: `Ctrl+F  /`."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(each.toString(native) for each in action.shortcuts())


def _action(window: QMainWindow, spec: ActionSpec) -> QAction:
    action = QAction(spec.text, window)
    action.setObjectName(spec.id)
    action.setShortcuts([QKeySequence(key) for key in (spec.key, *spec.also)])
    action.setStatusTip(spec.tip)
    action.setToolTip(f"{spec.tip} ({action.shortcut().toString()})")
    action.setCheckable(spec.checkable)
    return action


def _without_arguments(slot: Callable[[], object]) -> Callable[[bool], None]:
    def called(_checked: bool) -> None:  # noqa: FBT001 - Qt calls it so
        slot()

    return called
