"""A rule's dialog says all that the command line prints of it, for every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from debugger.spec import page, rules
from debugger.window.looks import appearance
from debugger.window.looks.theme import load_theme
from debugger.window.panels.rule_dialog import RuleDialog
from debugger.window.widgets.code_view import CodeView
from tests.window.test_gallery import PICTURES

OpenDialog = Callable[..., RuleDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenDialog]:
    made: list[RuleDialog] = []

    def opened(rule_id: str, theme: str = "light") -> RuleDialog:
        tokens = load_theme(theme)
        qapp.setPalette(appearance.palette(tokens))
        qapp.setStyleSheet(appearance.style_sheet(tokens))
        dialog = RuleDialog(rule_id, tokens)
        made.append(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    yield opened
    for dialog in made:
        dialog.close()
        dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def words(dialog: RuleDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_says_all_that_is_known_of_a_rule(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("message-id-repeated")
    told = page("message-id-repeated")
    assert told is not None
    said = words(dialog)
    for text in (dialog.rule.title, dialog.rule.why, dialog.rule.remedy, dialog.rule.reference):
        assert text in said
    assert "answers 200 and drops it" in said
    shown = [view.toPlainText() for view in dialog.findChildren(CodeView)]
    ordered = sorted(told.examples, key=lambda example: not example.passes)
    assert shown == [example.payload for example in ordered]
    assert all(example.caption in said for example in told.examples)


@pytest.mark.parametrize("rule_id", [rule.id for rule in rules()][::9])
def test_no_label_is_wider_than_the_dialog(open_dialog: OpenDialog, rule_id: str) -> None:
    dialog = open_dialog(rule_id)
    dialog.resize(480, 500)
    QApplication.processEvents()
    for shown in dialog.findChildren(QLabel):
        right = shown.mapTo(dialog, shown.rect().topRight()).x()
        assert right <= dialog.width(), shown.text()


def test_a_rule_that_this_version_does_not_know_is_told_as_one_that_failed(
    open_dialog: OpenDialog,
) -> None:
    assert open_dialog("no-such-rule").rule.id == "rule-failed"


def test_the_address_of_the_spec_is_copied(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("event-missing")
    (button,) = [
        each for each in dialog.findChildren(QPushButton) if each.text() == "Copy its address"
    ]
    button.click()
    assert QGuiApplication.clipboard().text() == dialog.rule.reference


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_picture(open_dialog: OpenDialog, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    dialog = open_dialog("message-id-repeated", theme)
    assert dialog.grab().save(str(PICTURES / f"rule-{theme}.png"))
