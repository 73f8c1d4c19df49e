"""Every action is in a menu, has a key of its own, says what it does, and does something."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from debugger.resources import resource
from debugger.window.about import ShortcutSheet
from debugger.window.actions import ACTIONS, in_menus, plain
from debugger.window.main_window import MainWindow


def test_every_action_has_words_and_a_key() -> None:
    for spec in ACTIONS:
        assert plain(spec.text)
        assert spec.tip[0].isupper()
        assert not spec.tip.endswith(".")
        assert not QKeySequence(spec.key).isEmpty(), spec.id
        assert not spec.icon or resource("icons", f"{spec.icon}.svg").is_file()


def test_no_two_actions_share_a_key_an_id_or_a_mnemonic() -> None:
    for shared in (
        Counter(spec.id for spec in ACTIONS),
        Counter(QKeySequence(spec.key).toString() for spec in ACTIONS),
        Counter((spec.menu, spec.text[spec.text.index("&") + 1].lower()) for spec in ACTIONS),
    ):
        assert max(shared.values()) == 1, shared.most_common(2)


def test_the_menus_hold_every_action(window: MainWindow) -> None:
    entries = {action.objectName() for _, menu in in_menus(window) for action in menu}
    assert entries >= {spec.id for spec in ACTIONS}
    assert set(window.commands.slots()) == {spec.id for spec in ACTIONS}


def test_the_shortcut_sheet_lists_every_key(window: MainWindow) -> None:
    sheet = ShortcutSheet(window)
    said = {label.text() for label in sheet.findChildren(QLabel)}
    for _, entries in in_menus(window):
        for action in entries:
            assert plain(action.text())
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in said
