"""Rules are silenced and changed from a finding's menu, the dialog and the file, and the session follows."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from debugger.policy import NAME, Adjustment, Setting, adjust, read
from debugger.session.rows import Row
from debugger.window import rule_notices
from debugger.window.looks.appearance import ThemeChoice
from debugger.window.main_window import MainWindow
from debugger.window.models.finding_rows import FindingRole
from debugger.window.panels.rule_dialog import RuleDialog
from debugger.window.panels.rules_dialog import RulesDialog
from debugger.window.remembered.rule_settings import file_for
from tests.window.app_under_test import PATIENCE, App
from tests.window.test_gallery import PICTURES

Shown = Callable[[int], None]
NAMELESS: dict[str, Any] = {
    "type": "track",
    "userId": "u-42",
    "context": {"library": {"name": "analytics.js", "version": "2.11.1"}},
}
LOWER: dict[str, Any] = NAMELESS | {"event": "Walk Booked", "properties": {"currency": "eur"}}


@pytest.fixture
def judged(window: MainWindow, app: App, shown: Shown, qtbot: QtBot) -> MainWindow:
    """Two calls: one without a name, and one with advice; the second is selected."""
    app.batch([NAMELESS, LOWER])
    shown(2)
    window.pane.list.select(2)
    qtbot.waitUntil(lambda: window.detail.shown_number == 2, timeout=PATIENCE)
    return window


def rows(window: MainWindow) -> list[Row]:
    assert window.live.reader is not None
    return window.live.reader.rows(1, 2)


def entries(menu: QMenu) -> dict[str, QAction]:
    """Every entry of a menu and of its submenus, by the way to it."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            found |= {f"{action.text()} > {way}": each for way, each in entries(inside).items()}
        elif not action.isSeparator():
            found[action.text()] = action
    return found


def choose(window: MainWindow, way: str, *, finding: int = 0) -> None:
    event = window.detail._event
    assert event is not None
    assert window.detail.make_menu is not None
    every = (*event.findings, *event.silenced)
    entries(window.detail.make_menu(every[finding], event, window))[way].trigger()


def counted(window: MainWindow) -> str:
    return window.status.text()


def file_of(window: MainWindow) -> Path:
    return window.rules.path


def test_the_menu_offers_each_scope_and_each_severity(judged: MainWindow) -> None:
    event = judged.detail._event
    assert event is not None
    assert judged.detail.make_menu is not None
    ways = list(entries(judged.detail.make_menu(event.findings[0], event, judged)))
    assert ways[:5] == [
        "Why?…",
        "Copy finding",
        "Silence currency-lower-case > for “Walk Booked”",
        "Silence currency-lower-case > from analytics.js",
        "Silence currency-lower-case > everywhere",
    ]
    assert "Make it an error > everywhere" in ways
    assert not any(way.startswith("Make it advice") for way in ways)


def test_a_rule_is_silenced_counted_and_brought_back(judged: MainWindow, qtbot: QtBot) -> None:
    choose(judged, "Silence currency-lower-case > for “Walk Booked”")
    assert read(file_of(judged)).adjustments == (
        Adjustment(rule="currency-lower-case", setting=Setting.SILENT, event="Walk Booked"),
    )
    qtbot.waitUntil(lambda: rows(judged)[1].silenced == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "1 finding silenced" in counted(judged), timeout=PATIENCE)
    next(
        each for each in judged.status.findChildren(QToolButton) if "silenced" in each.text()
    ).click()
    judged.findChildren(RulesDialog)[0].close()
    line = judged.live.table.line(1)
    assert line is not None
    assert line.row.advice == 0
    cards = judged.detail.findings.list.model()
    qtbot.waitUntil(
        lambda: bool(cards.index(0, 0).data(FindingRole.CARD).silenced), timeout=PATIENCE
    )
    card = cards.index(0, 0).data(FindingRole.CARD)
    assert card.silenced == f"Silenced for “Walk Booked”, in {file_of(judged)}."
    assert judged.detail.parts.tabText(0) == "Findings"
    notice = judged.notices._bars[rule_notices.RULES_CHANGED].notice
    assert notice.text.startswith("currency-lower-case is silent for “Walk Booked” now, by ")
    notice.choices[0].act()
    qtbot.waitUntil(lambda: rows(judged)[1].advice == 1, timeout=PATIENCE)
    assert not file_of(judged).exists()
    qtbot.waitUntil(lambda: "silenced" not in counted(judged), timeout=PATIENCE)


def test_a_filter_by_findings_holds_what_is_found_now(judged: MainWindow, qtbot: QtBot) -> None:
    listing = judged.live.table.listing
    judged.filter_bar.look_for("rule:currency-lower-case")
    qtbot.waitUntil(lambda: len(listing) == 1, timeout=PATIENCE)
    choose(judged, "Silence currency-lower-case > for “Walk Booked”")
    qtbot.waitUntil(lambda: len(listing) == 0, timeout=PATIENCE)
    judged.notices.notices()[rule_notices.RULES_CHANGED].choices[0].act()
    qtbot.waitUntil(lambda: len(listing) == 1, timeout=PATIENCE)
    assert listing.number(0) == 2


def test_a_silenced_finding_can_be_made_to_count_again(judged: MainWindow, qtbot: QtBot) -> None:
    choose(judged, "Silence currency-lower-case > everywhere")
    qtbot.waitUntil(lambda: len(judged.detail._event.silenced) == 1, timeout=PATIENCE)  # type: ignore[union-attr]
    choose(judged, "As the rule has it everywhere")
    qtbot.waitUntil(lambda: rows(judged)[1].advice == 1, timeout=PATIENCE)
    assert read(file_of(judged)).adjustments == ()


def test_a_severity_is_changed_from_the_line_of_the_payload(
    judged: MainWindow, qtbot: QtBot
) -> None:
    judged.detail.light(0)
    menu = judged.detail.payload.menu()
    ways = entries(menu)
    ways["Advice currency-lower-case > Make it an error > from analytics.js"].trigger()
    qtbot.waitUntil(lambda: rows(judged)[1].errors == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "2 with errors" in counted(judged), timeout=PATIENCE)


def test_what_segment_does_stays_whatever_is_silenced(judged: MainWindow, qtbot: QtBot) -> None:
    judged.rule_commands.set(Adjustment(rule="event-missing", setting=Setting.SILENT))
    qtbot.waitUntil(lambda: rows(judged)[0].silenced == 1, timeout=PATIENCE)
    assert rows(judged)[0].verdict.value == "dropped"
    qtbot.waitUntil(lambda: "2 calls · 1 Segment" in counted(judged), timeout=PATIENCE)
    judged.pane.list.select(1)
    qtbot.waitUntil(lambda: judged.detail.shown_number == 1, timeout=PATIENCE)
    verdict = judged.detail._event
    assert verdict is not None
    assert verdict.findings == ()


def test_the_file_edited_by_hand_holds_at_once(judged: MainWindow, qtbot: QtBot) -> None:
    other = file_of(judged).with_name("new")
    other.write_text('[rules]\nevent-missing = "silent"\n', encoding="utf-8")
    other.replace(file_of(judged))
    qtbot.waitUntil(lambda: rows(judged)[0].silenced == 1, timeout=PATIENCE)
    file_of(judged).write_text('[rules]\nevent-missing = "warning"\n', encoding="utf-8")
    qtbot.waitUntil(lambda: rows(judged)[0].warnings == 1, timeout=PATIENCE)
    file_of(judged).unlink()
    qtbot.waitUntil(lambda: rows(judged)[0].errors == 1, timeout=PATIENCE)


def test_a_file_that_cannot_be_meant_is_told_of_until_it_can(
    judged: MainWindow, qtbot: QtBot
) -> None:
    file_of(judged).write_text('[rules]\nevent-stile = "silent"\n', encoding="utf-8")
    bars = judged.notices._bars
    qtbot.waitUntil(lambda: rule_notices.RULES_UNREADABLE in bars, timeout=PATIENCE)
    assert "Did you mean event-style?" in bars[rule_notices.RULES_UNREADABLE].notice.text
    file_of(judged).write_text('[rules]\nevent-style = "silent"\n', encoding="utf-8")
    qtbot.waitUntil(lambda: rule_notices.RULES_UNREADABLE not in bars, timeout=PATIENCE)


def test_undo_leaves_alone_what_was_written_elsewhere(judged: MainWindow, qtbot: QtBot) -> None:
    choose(judged, "Silence currency-lower-case > everywhere")
    undo = judged.notices._bars[rule_notices.RULES_CHANGED].notice.choices[0]
    edited = file_of(judged).read_text(encoding="utf-8") + 'event-missing = "warning"  # ours\n'
    file_of(judged).write_text(edited, encoding="utf-8")
    qtbot.waitUntil(lambda: rows(judged)[0].warnings == 1, timeout=PATIENCE)
    undo.act()
    assert file_of(judged).read_text(encoding="utf-8") == edited
    notice = judged.notices._bars[rule_notices.RULES_CHANGED].notice
    assert "nothing was undone" in notice.text
    assert not notice.choices


def test_nothing_is_undone_before_a_change(judged: MainWindow) -> None:
    file_of(judged).write_text("# ours\n", encoding="utf-8")
    assert not judged.rules.undo()
    assert file_of(judged).read_text(encoding="utf-8") == "# ours\n"


def test_what_held_before_a_file_was_broken_holds_on_in_a_receiver_that_is_started_again(
    judged: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    file_of(judged).write_text('[rules]\nevent-missing = "silent"\n', encoding="utf-8")
    qtbot.waitUntil(lambda: rows(judged)[0].silenced == 1, timeout=PATIENCE)
    file_of(judged).write_text('[rules]\nevent-stile = "silent"\n', encoding="utf-8")
    bars = judged.notices._bars
    qtbot.waitUntil(lambda: rule_notices.RULES_UNREADABLE in bars, timeout=PATIENCE)
    with qtbot.waitSignal(judged.capture.sink.listening, timeout=PATIENCE):
        os.kill(judged.capture.sink.pid, signal.SIGKILL)
    assert app.batch([NAMELESS | {"userId": "u-77"}]) == 200
    shown(3)
    assert judged.live.reader is not None
    reader = judged.live.reader
    qtbot.waitUntil(lambda: reader.rows(3, 3)[0].silenced == 1, timeout=PATIENCE)


def test_calls_come_in_while_thousands_are_judged_anew(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    for first in range(0, 2000, 500):
        app.batch([NAMELESS | {"messageId": f"m-{first + n}"} for n in range(500)])
    shown(2000)
    seen: list[tuple[int, int]] = []
    window.capture.sink.rejudged.connect(lambda done, of: seen.append((done, of)))
    window.rule_commands.set(Adjustment(rule="event-missing", setting=Setting.SILENT))
    for number in range(20):
        assert app.batch([NAMELESS | {"messageId": f"later-{number}"}]) == 200
    shown(2020)
    qtbot.waitUntil(lambda: bool(seen) and len(set(seen[-1])) == 1, timeout=PATIENCE)
    assert 2000 <= seen[-1][1] <= 2020
    qtbot.waitUntil(
        lambda: window.live.totals.counts.silenced == window.live.totals.counts.events == 2020,
        timeout=PATIENCE,
    )
    assert window.live.totals.counts.dropped == 2020


def test_the_place_in_the_payload_stays(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([LOWER | {"properties": {"currency": "eur"} | {f"n{n}": n for n in range(200)}}])
    shown(1)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.shown_number == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.detail.payload.text.is_filled, timeout=PATIENCE)
    bar = window.detail.payload.text.verticalScrollBar()
    bar.setValue(120)
    choose(window, "Silence currency-lower-case > everywhere")
    qtbot.waitUntil(lambda: len(window.detail._event.silenced) == 1, timeout=PATIENCE)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bar.value() == 120, timeout=PATIENCE)


@pytest.fixture
def dialog(judged: MainWindow, qtbot: QtBot) -> RulesDialog:
    judged.actions_by_id["rules"].trigger()
    opened = judged.findChild(RulesDialog)
    assert isinstance(opened, RulesDialog)
    qtbot.waitUntil(opened.isVisible, timeout=PATIENCE)
    return opened


def test_the_dialog_sets_a_rule_and_lists_what_is_special(
    dialog: RulesDialog, judged: MainWindow, qtbot: QtBot
) -> None:
    judged.rule_commands.set(
        Adjustment(rule="event-missing", setting=Setting.WARNING, source="analytics.js")
    )
    dialog.select("event-missing")
    item = dialog._items["event-missing"]
    assert (item.text(2), item.text(3)) == ("error", "1 special")
    buttons = {each.text().replace("&", ""): each for each in dialog.choices.buttons()}
    assert buttons["as the rule has it"].isChecked()
    QTest.mouseClick(buttons["silent"], Qt.MouseButton.LeftButton)
    assert item.text(3) == "silent, 1 special"
    qtbot.waitUntil(lambda: rows(judged)[0].warnings == 1, timeout=PATIENCE)
    assert dialog.overrides.item(0).text() == "event-missing is a warning from analytics.js"
    QTest.mouseClick(dialog._remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(judged)[0].silenced == 1, timeout=PATIENCE)
    QTest.mouseClick(buttons["as the rule has it"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(judged)[0].errors == 1, timeout=PATIENCE)
    assert item.text(3) == ""


def test_the_dialog_finds_rules_by_their_words(dialog: RulesDialog) -> None:
    QTest.keyClicks(dialog.search, "messageId")
    shown = [name for name, item in dialog._items.items() if not item.isHidden()]
    assert {"message-id-repeated", "message-id-too-long"} <= set(shown)
    assert len(shown) < 8


def test_the_dialog_says_which_file_it_is(dialog: RulesDialog, judged: MainWindow) -> None:
    assert dialog._file.text() == f"Settings: {file_of(judged)} (made with the first change)"


def test_why_tells_of_the_rule(judged: MainWindow, qtbot: QtBot) -> None:
    choose(judged, "Why?…")
    opened = judged.findChild(RuleDialog)
    assert isinstance(opened, RuleDialog)
    qtbot.waitUntil(opened.isVisible, timeout=PATIENCE)
    assert opened.rule.id == "currency-lower-case"


def test_a_related_call_is_gone_to(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([LOWER | {"messageId": "m"}, LOWER | {"messageId": "m"}])
    shown(2)
    window.pane.list.select(2)
    qtbot.waitUntil(lambda: window.detail.shown_number == 2, timeout=PATIENCE)
    place = [each.rule for each in window.detail._event.findings].index("message-id-repeated")  # type: ignore[union-attr]
    choose(window, "Go to call 1", finding=place)
    assert window.pane.list.selected_number() == 1


def test_a_finding_is_copied_in_words(judged: MainWindow) -> None:
    choose(judged, "Copy finding")
    assert QApplication.clipboard().text().startswith("advice currency-lower-case: ")


def test_a_projects_file_is_found_or_made_there_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project" / "src"
    project.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert file_for(project) == project / NAME
    adjust(tmp_path / "project" / NAME, Adjustment(rule="event-style", setting=Setting.SILENT))
    assert file_for(project) == tmp_path / "project" / NAME
    for none in (tmp_path / "home", Path("/")):
        assert file_for(none).parent == tmp_path / "config" / "track-debugger"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_picture(judged: MainWindow, qtbot: QtBot, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    judged.appearance.choose(ThemeChoice(theme))
    choose(judged, "Silence currency-lower-case > everywhere")
    choose(judged, "Make it an error > for “Walk Booked”")
    opened = judged.rule_commands.open_rules()
    opened.select("currency-lower-case")
    qtbot.waitUntil(opened.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: rows(judged)[1].errors == 1, timeout=PATIENCE)
    qtbot.waitUntil(judged.status._judging.isHidden, timeout=PATIENCE)
    assert opened.grab().save(str(PICTURES / f"rules-{theme}.png"))
    assert judged.grab().save(str(PICTURES / f"rules-window-{theme}.png"))


def test_the_lit_finding_is_asked_about_and_changed_by_keys(
    judged: MainWindow, qtbot: QtBot
) -> None:
    judged.actions_by_id["why"].trigger()
    opened = judged.findChild(RuleDialog)
    assert isinstance(opened, RuleDialog)
    assert opened.rule.id == "currency-lower-case"
    judged.actions_by_id["finding-menu"].trigger()
    menus = [each for each in judged.findChildren(QMenu) if each.isVisible()]
    qtbot.waitUntil(lambda: bool(menus), timeout=PATIENCE)
    assert "Silence currency-lower-case > everywhere" in entries(menus[0])
    menus[0].close()


def test_a_call_without_findings_has_nothing_to_ask_about(
    window: MainWindow, app: App, shown: Shown, qtbot: QtBot
) -> None:
    app.batch([NAMELESS | {"event": "Walk Booked"}])
    shown(1)
    window.pane.list.select(1)
    qtbot.waitUntil(lambda: window.detail.shown_number == 1, timeout=PATIENCE)
    assert window.rule_commands.why_lit() is None
    window.detail.open_menu_of_lit()
    assert not [each for each in window.findChildren(QMenu) if each.isVisible()]


def test_a_saved_file_is_judged_anew_once_the_person_says_so(
    judged: MainWindow, qtbot: QtBot
) -> None:
    """What is found in it stays until then, which is said; taking the change back needs no judging."""
    path = judged.session
    assert path is not None
    judged.capture.close()
    judged.look_at(path)
    before = path.read_bytes()
    judged.pane.list.select(2)
    qtbot.waitUntil(lambda: judged.detail.shown_number == 2, timeout=PATIENCE)
    choose(judged, "Silence currency-lower-case > everywhere")
    said = judged.notices.notices()[rule_notices.JUDGED_BEFORE].text
    assert said.endswith("is what it was judged to be before.")
    judged.notices._bars[rule_notices.RULES_CHANGED].buttons[0][0].click()
    assert rule_notices.JUDGED_BEFORE not in judged.notices.notices()
    choose(judged, "Silence currency-lower-case > everywhere")
    assert rows(judged)[1].silenced == 0
    assert path.read_bytes() == before
    judged.notices._bars[rule_notices.JUDGED_BEFORE].buttons[0][0].click()
    qtbot.waitUntil(lambda: rows(judged)[1].silenced == 1, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: rule_notices.JUDGED_BEFORE not in judged.notices.notices(), timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: len(judged.detail._event.silenced) == 1, timeout=PATIENCE)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "1 finding silenced" in counted(judged), timeout=PATIENCE)
    assert judged.pane.list.selected_number() == 2


def test_a_session_that_is_recorded_is_judged_anew_by_an_action(
    judged: MainWindow, qtbot: QtBot
) -> None:
    told: list[int] = []
    judged.capture.sink.rejudged.connect(lambda done, _of: told.append(done))
    judged.actions_by_id["judge-anew"].trigger()
    qtbot.waitUntil(lambda: 2 in told, timeout=PATIENCE)
