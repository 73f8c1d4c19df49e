"""HTTPS and devices: what is shown is true, devices are let in only while wanted, and everything can be copied."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from debugger.certificates.public import CERTIFICATE, SECRET, certificates_folder, der, fingerprint
from debugger.resources import resource
from debugger.window import notices
from debugger.window.main_window import MainWindow
from debugger.window.panels.devices_dialog import DevicesDialog
from debugger.window.trust import Kind, trust_pages
from debugger.window.widgets.copyable import Copyable
from debugger.window.widgets.qr_code import SIDE, QrCode
from tests.window.app_under_test import PATIENCE
from tests.window.test_accessibility import marked_up, nameless

ELSEWHERE = "127.0.0.2"
TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1"}'


@pytest.fixture
def dialog(window: MainWindow) -> DevicesDialog:
    return window.commands.devices()


def reaches(address: str) -> bool:
    try:
        return httpx.post(f"{address}/v1/t", content=TRACK, trust_env=False).is_success
    except httpx.ConnectError:
        return False


def switch(window: MainWindow, dialog: DevicesDialog, qtbot: QtBot) -> None:
    """Clicks the switch and waits until the receiver listens again."""
    pid = window.capture.sink.pid
    dialog.devices.switch.click()
    qtbot.waitUntil(
        lambda: window.capture.address != "" and window.capture.sink.pid != pid, timeout=PATIENCE
    )


def test_devices_are_let_in_only_while_it_is_wanted(
    window: MainWindow, dialog: DevicesDialog, qtbot: QtBot
) -> None:
    where = window.capture.where
    assert where is not None
    address = f"http://{ELSEWHERE}:{where.port}"
    assert not dialog.devices.switch.isChecked()
    assert notices.DEVICES not in window.notices.notices()
    assert not reaches(address)

    switch(window, dialog, qtbot)
    assert reaches(address)
    assert window.capture.where is not None
    assert window.capture.where.listening.endswith(f":{where.port}")
    assert window.capture.where.https_port == where.https_port
    assert window.capture.address == f"http://localhost:{where.port}"
    for each in window.capture.where.network:
        assert f"http://{each}:{where.port}" in dialog.devices.texts()

    switch(window, dialog, qtbot)
    assert not reaches(address)
    assert reaches(f"http://127.0.0.1:{where.port}")
    assert notices.DEVICES not in window.notices.notices()
    assert not dialog.devices.switch.isChecked()


def test_a_notice_stands_for_as_long_and_ends_it_with_one_click(
    window: MainWindow, dialog: DevicesDialog, qtbot: QtBot
) -> None:
    switch(window, dialog, qtbot)
    dialog.close()
    notice = window.notices.notices()[notices.DEVICES]
    assert notice.stands
    assert "can add calls; nobody can read any" in notice.text
    bar = window.notices._bars[notices.DEVICES]
    assert bar.dismiss.isHidden()

    pid = window.capture.sink.pid
    bar.buttons[0][0].click()

    qtbot.waitUntil(
        lambda: window.capture.address != "" and window.capture.sink.pid != pid, timeout=PATIENCE
    )
    assert not window.capture.lets_devices_in
    assert notices.DEVICES not in window.notices.notices()


def test_the_next_window_lets_nobody_in(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    switch(first, first.commands.devices(), qtbot)
    first.close()

    assert not open_window().capture.lets_devices_in


def test_addresses_of_emulators_and_of_devices_on_usb(
    window: MainWindow, dialog: DevicesDialog
) -> None:
    where = window.capture.where
    assert where is not None
    port, https = where.port, where.https_port
    assert dialog.devices.texts() == [
        f"http://localhost:{port}",
        f"https://localhost:{https}",
        f"http://10.0.2.2:{port}",
        f"https://10.0.2.2:{https}",
        f"adb reverse tcp:{port} tcp:{port}",
        f"adb reverse tcp:{https} tcp:{https}",
    ]


def test_everything_has_its_copy_button(dialog: DevicesDialog) -> None:
    for copyable in dialog.devices.findChildren(Copyable):
        QTest.mouseClick(copyable.button, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == copyable.text() != ""


def test_the_certificate_is_the_one_that_the_receiver_shows(
    window: MainWindow, dialog: DevicesDialog, tmp_path: Path
) -> None:
    page = dialog.certificate
    certificate = certificates_folder() / CERTIFICATE
    assert page.file.text() == str(certificate)
    assert page.fingerprint.text() == fingerprint(certificate)
    for name in ("ca.cer", "ca.pem"):
        page.save_to(tmp_path / name)
        assert f"Saved to {tmp_path / name}" in page.said()
    assert (tmp_path / "ca.cer").read_bytes() == der(certificate)
    assert window.capture.where is not None
    answer = httpx.get(
        window.capture.where.https,
        verify=ssl.create_default_context(cafile=str(tmp_path / "ca.pem")),
        trust_env=False,
    )
    assert answer.is_success
    page.save_to(tmp_path / "no" / "ca.pem")
    assert "cannot be written" in page.said()


def test_the_system_that_was_looked_at_is_shown_again(
    window: MainWindow, dialog: DevicesDialog
) -> None:
    dialog.pages.setCurrentIndex(1)
    dialog.certificate.systems.setCurrentRow(3)
    dialog.close()

    again = window.commands.devices()

    assert again.pages.currentIndex() == 1
    assert again.certificate.systems.currentRow() == 3


def test_every_system_has_steps_with_nothing_left_to_fill_in(
    window: MainWindow, dialog: DevicesDialog
) -> None:
    certificate = str(certificates_folder() / CERTIFICATE)
    for row in range(dialog.certificate.systems.count()):
        dialog.certificate.systems.setCurrentRow(row)
        steps = dialog.certificate.steps.widget()
        assert steps is not None
        commands = [each.text() for each in steps.findChildren(Copyable)]
        said = [each.text() for each in steps.findChildren(QLabel)]
        assert "To undo" in said
        assert commands
        assert not re.search(r"\{(certificate|https|https_port|port)\}", "".join(commands + said))
        assert any(certificate in command for command in commands)
        assert nameless(dialog) == []
        assert marked_up(dialog) == []
    assert window.capture.where is not None


def test_every_page_is_listed_and_reads_as_blocks() -> None:
    pages = trust_pages()
    files = {path.stem for path in resource("trust").glob("*.txt")}
    assert {page.id for page in pages} == files
    for page in pages:
        blocks = page.blocks({"certificate": "/ca.pem", "https": "https://x", "https_port": "1"})
        assert {Kind.PROSE, Kind.HEADING} <= {block.kind for block in blocks}
        assert all(block.text.strip() for block in blocks)
        assert not any(block.text.startswith("    ") for block in blocks)
    (flutter,) = [page for page in pages if page.id == "flutter"]
    code = [block.text for block in flutter.blocks({}) if block.kind is Kind.COMMAND][-1]
    assert "\n\nFuture" in code  # an empty line between two of a command belongs to it


def test_without_https_it_says_so(window: MainWindow, dialog: DevicesDialog) -> None:
    dialog.certificate.show_where(None)
    assert dialog.certificate.said().startswith("HTTPS is not available")
    assert not dialog.certificate.systems.isVisibleTo(dialog.certificate)
    assert window.capture.where is not None


def test_every_line_of_a_command_can_be_seen(dialog: DevicesDialog, qtbot: QtBot) -> None:
    dialog.pages.setCurrentIndex(1)
    for row in range(dialog.certificate.systems.count()):
        dialog.certificate.systems.setCurrentRow(row)
        steps = dialog.certificate.steps.widget()
        assert steps is not None
        for shown in steps.findChildren(QPlainTextEdit):
            qtbot.waitUntil(
                lambda shown=shown: (
                    shown.verticalScrollBar().maximum() == 0  # type: ignore[misc]
                    and shown.horizontalScrollBar().maximum() < 8  # blanks may hang over the edge
                ),
                timeout=PATIENCE,
            )


def test_the_key_is_nowhere_in_it(dialog: DevicesDialog) -> None:
    everything = " ".join(each.text() for each in dialog.findChildren(Copyable))
    assert SECRET not in everything


def test_a_qr_code_is_dark_on_light_and_has_its_quiet_edge(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    code.show_text("http://192.168.178.20:8765")
    picture = code.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(SIDE) for y in range(SIDE)}
    assert colours == {"#000000", "#ffffff"}
    assert all(picture.pixelColor(at, 4).name() == "#ffffff" for at in range(SIDE))
    assert code.accessibleName() == "QR code of http://192.168.178.20:8765"


def test_buttons_of_copyables_are_named_after_what_they_copy(dialog: DevicesDialog) -> None:
    names = [
        button.accessibleName()
        for button in dialog.devices.findChildren(QToolButton)
        if button.parent().__class__ is Copyable
    ]
    assert len(set(names)) == len(names) == 6
