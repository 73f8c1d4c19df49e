"""The window fits where it is put: side by side or one below the other, nothing cropped, all remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from debugger.connection.cause import Diagnosis
from debugger.findings import Severity
from debugger.window.looks.appearance import ThemeChoice, interface_font
from debugger.window.main_window import MainWindow
from debugger.window.models.row_text import Column
from debugger.window.widgets.row_metrics import findings_width
from tests.window.app_under_test import PATIENCE, App
from tests.window.looks.test_appearance import contrast

SPOKE_TLS = Diagnosis(
    id="spoke-tls", severity=Severity.WARNING, title="An app speaks HTTPS here", seen="", remedy=""
)
MANY_FINDINGS = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-42",
    "context": {
        "ip": "999.1.1.1",
        "locale": "english",
        "timezone": "Mars/X",
        "screen": {"width": "1"},
    },
    "properties": {"revenue": "19.99", "currency": "Euro", "value": "x"},
}


@pytest.fixture
def filled(window: MainWindow, app: App, shown: Callable[[int], None]) -> MainWindow:
    app.track("Order Completed")
    shown(1)
    return window


def resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_details_go_below_the_list_where_the_window_is_narrow(filled: MainWindow) -> None:
    resize(filled, 1360, 820)
    assert filled.halves.orientation() is Qt.Orientation.Horizontal
    resize(filled, 1000, 650)
    assert filled.halves.orientation() is Qt.Orientation.Vertical
    assert place(filled, filled.detail).top() >= place(filled, filled.pane).bottom()
    resize(filled, 1360, 820)
    assert filled.halves.orientation() is Qt.Orientation.Horizontal


@pytest.mark.parametrize("size", [(1000, 650), (1360, 820), (3840, 2160)])
def test_nothing_is_cropped(filled: MainWindow, size: tuple[int, int]) -> None:
    resize(filled, *size)
    assert (filled.width(), filled.height()) == size
    for button in filled.findChildren(QPushButton):
        if button.isVisible() and button.window() is filled:
            assert filled.rect().contains(place(filled, button)), button.text()
            assert button.width() >= button.sizeHint().width(), button.text()
    events = filled.pane.list
    assert events.horizontalScrollBar().maximum() == 0
    assert events.columnWidth(Column.EVENT) >= 120


def test_nothing_in_the_smallest_window_is_squeezed(filled: MainWindow, qtbot: QtBot) -> None:
    resize(filled, filled.minimumWidth(), filled.minimumHeight())
    filled.pane.list.select(1)
    qtbot.waitUntil(filled.detail.payload.text.isVisible, timeout=PATIENCE)
    bar = filled.top_bar
    for part in (*bar.findChildren(QPushButton), *bar.findChildren(QLabel)):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.accessibleName()
    seen = filled.detail.payload.text.viewport()
    qtbot.waitUntil(lambda: seen.height() >= 120, timeout=PATIENCE)


def test_the_address_is_whole_in_the_smallest_window_whatever_is_beside_it(
    filled: MainWindow,
) -> None:
    resize(filled, filled.minimumWidth(), filled.minimumHeight())
    filled.top_bar.set_address("http://localhost:65535")
    filled.top_bar.set_trouble(SPOKE_TLS)
    filled.top_bar.set_pause(paused=True, held=1_234_567)
    QApplication.processEvents()
    bar = filled.top_bar
    for part in (*bar.findChildren(QPushButton), *bar.findChildren(QLabel)):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.accessibleName()
            assert filled.rect().contains(place(filled, part))
    assert bar._pause.text().strip() == "1,234,567 held"
    resize(filled, 1360, 820)
    assert bar._pause.text().strip() == "Paused · 1,234,567 held"
    assert bar._export.text().strip() == "Export…"


@pytest.mark.parametrize("width", [780, 1000, 1360])
def test_no_title_of_an_inspector_has_to_be_scrolled_to(
    window: MainWindow, app: App, shown: Callable[[int], None], width: int, qtbot: QtBot
) -> None:
    app.batch([MANY_FINDINGS])
    shown(1)
    resize(window, width, 650)
    window.pane.list.select(1)
    tabs = window.detail.parts.tabBar()
    qtbot.waitUntil(lambda: tabs.isVisible() and not tabs.tabIcon(0).isNull())
    QApplication.processEvents()
    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()


def test_the_findings_of_each_severity_have_room(filled: MainWindow) -> None:
    resize(filled, 1360, 820)
    events = filled.pane.list
    metrics = QFontMetrics(interface_font())
    assert events.columnWidth(Column.FINDINGS) >= findings_width(metrics, (9, 9, 9))


@pytest.mark.parametrize("theme", list(ThemeChoice)[1:])
def test_boxes_have_one_line_around_them(
    filled: MainWindow, theme: ThemeChoice, qtbot: QtBot
) -> None:
    """Fusion draws the button of a combo box with an edge of its own, unless it is told not to."""
    filled.appearance.choose(theme)
    for box in (QComboBox(filled), QSpinBox(filled)):
        box.setGeometry(0, 0, 160, 32)
        box.show()
        qtbot.waitUntil(box.isVisible)
        picture = box.grab().toImage()
        edge = contrast(filled.appearance.theme.line, filled.appearance.theme.background)
        for x in range(picture.width() - 3, picture.width()):
            for y in range(picture.height()):
                shade = picture.pixelColor(x, y).name()
                assert contrast(shade, filled.appearance.theme.background) <= edge + 0.1


def test_the_layout_is_remembered(open_window: Callable[..., MainWindow]) -> None:
    """Also where Qt has a screen of its own, of 800 x 800 pixels."""
    first = open_window()
    App(first.capture.address).track("Order Completed")
    resize(first, 780, 700)
    first.actions_by_id["timeline"].trigger()  # or it takes room as soon as there is a call
    first.pane.list.setColumnWidth(Column.USER, 122)
    first.detail.show()
    QApplication.processEvents()
    first.halves.moveSplitter(201, 1)
    list_height = first.pane.height()
    first.close()
    second = open_window()
    second.detail.show()
    QApplication.processEvents()
    assert (second.width(), second.height()) == (780, 700)
    assert second.pane.list.columnWidth(Column.USER) == 122
    assert abs(second.pane.height() - list_height) <= 2


def test_details_can_be_hidden_and_stay_so(
    filled: MainWindow, open_window: Callable[..., MainWindow]
) -> None:
    assert filled.detail.isVisible()
    filled.actions_by_id["details"].trigger()
    assert filled.detail.isHidden()
    again = open_window()
    assert not again.actions_by_id["details"].isChecked()


def test_an_empty_list_leaves_the_whole_width_to_what_to_paste(window: MainWindow) -> None:
    assert window.detail.isHidden()
    assert window.pane.currentWidget() is window.pane.connect_page


def payload_share(window: MainWindow) -> float:
    pages, parts = window.detail.pages.height(), window.detail.parts.height()
    return pages / (pages + parts)


def test_the_payload_has_the_larger_share_also_under_many_findings(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.batch([MANY_FINDINGS])
    shown(1)
    resize(window, 1360, 820)
    window.pane.list.select(1)
    QApplication.processEvents()
    assert 0.56 <= payload_share(window) <= 0.60


def test_the_header_is_whole_from_the_first_moment(
    window: MainWindow, app: App, shown: Callable[[int], None], qtbot: QtBot
) -> None:
    app.track("Order Completed")
    shown(1)
    resize(window, 1360, 820)
    window.pane.list.select(1)
    header = window.detail.header
    # Whether a call is there to be shown before or after the next turn of the loop is not ours to say.
    qtbot.waitUntil(lambda: header.height() == header.sizeHint().height() > 80, timeout=PATIENCE)


def test_the_payload_keeps_its_share_whichever_inspector_is_open(
    window: MainWindow, app: App, shown: Callable[[int], None]
) -> None:
    app.batch([MANY_FINDINGS])
    shown(1)
    window.pane.list.select(1)
    QApplication.processEvents()
    share = payload_share(window)
    for number in range(window.detail.parts.count()):
        window.detail.parts.setCurrentIndex(number)
        QApplication.processEvents()
        assert abs(payload_share(window) - share) < 0.005


def test_the_share_of_the_payload_is_remembered(open_window: Callable[..., MainWindow]) -> None:
    first = open_window()
    App(first.capture.address).track("Order Completed")
    resize(first, 780, 700)
    first.detail.show()
    first.detail.show_event(None)
    QApplication.processEvents()
    first.detail.splitter.moveSplitter(first.detail.splitter.height() // 3, 1)
    share = payload_share(first)
    first.close()
    second = open_window()
    resize(second, 780, 700)
    second.detail.show()
    QApplication.processEvents()
    assert abs(payload_share(second) - share) < 0.02
