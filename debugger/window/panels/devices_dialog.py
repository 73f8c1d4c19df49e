"""HTTPS and devices: how to trust the certificate, and how phones and emulators reach this machine."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from debugger.window.capturing.capture import Capture
from debugger.window.looks.appearance import GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.panels.certificate_page import CertificatePage
from debugger.window.panels.devices_page import DevicesPage
from debugger.window.remembered.settings import Settings

_PAGE = "devices/page"


class DevicesDialog(QDialog):
    """Follows the capture: its addresses change when devices are let in."""

    def __init__(self, capture: Capture, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("HTTPS and devices")
        give_room(self, usual=(880, 620))
        self._capture = capture
        self.devices = DevicesPage(theme, self)
        self.certificate = CertificatePage(theme, settings, self)
        self.pages = QTabWidget(self)
        self.pages.setStyleSheet("QTabWidget::tab-bar { left: 4px; }")
        self.pages.tabBar().setAccessibleName("Pages")
        self.pages.setAccessibleName("Pages")
        self.pages.addTab(self.devices, "Phones and emulators")
        self.pages.addTab(self.certificate, "Trust the certificate")
        self.pages.setCurrentIndex(settings.number(_PAGE, 0))
        self.pages.currentChanged.connect(lambda page: settings.keep(_PAGE, page))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.addWidget(self.pages)
        self.devices.switched.connect(lambda wanted: capture.let_devices_in(wanted=wanted))
        capture.listening.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.devices.show_where(self._capture.where, let_in=self._capture.lets_devices_in)
        self.certificate.show_where(self._capture.where)
