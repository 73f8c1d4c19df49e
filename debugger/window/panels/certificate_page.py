"""The certificate for HTTPS: where it is, what trusting it means, and how to on each system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from debugger.certificates import public
from debugger.errors import CertificateError
from debugger.payload.text import visible
from debugger.window.capturing.sink_process import Listening
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.remembered.settings import Settings
from debugger.window.trust import Block, Kind, TrustPage, trust_pages
from debugger.window.widgets.copyable import Copyable
from debugger.window.widgets.labels import label

_SYSTEM = "devices/system"
_ENTRY_HEIGHT = 28
_MEANING = (
    "Apps refuse HTTPS until they trust this certificate. It was made on this machine, and its key never leaves "
    "it. A device that trusts it believes whoever has that key about private addresses, localhost and names in "
    ".local; it can vouch for no server on the web. Trust it for development, and undo that when you are done."
)
_NO_HTTPS = "HTTPS is not available: there is no certificate, or the receiver is not listening."


class CertificatePage(QWidget):
    """The certificate at the top; systems at the left, what to do on each at the right."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme = theme
        self._settings = settings
        self._pages = trust_pages()
        self._certificate = Path()
        self._places: dict[str, str] = {}
        self._said = label(_MEANING, tone="muted")
        self._said.setWordWrap(True)
        self.file = Copyable("Path of the certificate", "", theme, self)
        self.fingerprint = Copyable("SHA-256 fingerprint", "", theme, self)
        self.save = QPushButton("Save a copy…", self)
        self.save.setToolTip("As .cer for phones and Windows, as .pem for all else")
        self.save.clicked.connect(self._ask_where)
        self.systems = QListWidget(self)
        self.systems.setObjectName("languages")
        self.systems.setAccessibleName("Systems")
        for page in self._pages:
            QListWidgetItem(page.title, self.systems).setSizeHint(
                QSize(0, SCALE.pixels(_ENTRY_HEIGHT))
            )
        self.steps = QScrollArea(self)
        self.steps.setWidgetResizable(True)
        self.steps.setFrameShape(QFrame.Shape.NoFrame)
        self.steps.setAccessibleName("What to do")
        self._lay_out()
        chosen = settings.text(_SYSTEM)
        ids = [page.id for page in self._pages]
        self.systems.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.systems.currentRowChanged.connect(self._choose)

    def show_where(self, where: Listening | None) -> None:
        """Fills in the addresses and the path of `where`; None while nothing listens."""
        there = where is not None and bool(where.https)
        for widget in (self.file, self.fingerprint, self.save, self.systems, self.steps):
            widget.setVisible(there)
        self._said.setText(_MEANING if there else _NO_HTTPS)
        if where is None or not there:
            return
        self._certificate = Path(where.certificate)
        self._places = {
            "certificate": where.certificate,
            "https": f"https://localhost:{where.https_port}",
            "https_port": where.https_port,
        }
        self.file.set_text(where.certificate)
        try:
            self.fingerprint.set_text(public.fingerprint(self._certificate))
        except CertificateError as error:
            self.fingerprint.set_text(str(error))
        self._show_steps()

    def save_to(self, target: Path) -> None:
        """Writes a copy, as DER where the name ends so; says how that went."""
        try:
            public.export(self._certificate, target)
        except CertificateError as error:
            self._said.setText(visible(str(error)))
        else:
            self._said.setText(f"Saved to {visible(str(target))}. {_MEANING}")

    def said(self) -> str:
        """What stands at the top."""
        return self._said.text()

    def _ask_where(self) -> None:
        name = str(Path.home() / "track-debugger-ca.cer")
        picked, _ = QFileDialog.getSaveFileName(
            self,
            "Save a copy of the certificate",
            name,
            "For phones and Windows (*.cer);;PEM (*.pem)",
        )
        if picked:
            self.save_to(Path(picked))

    def _choose(self, row: int) -> None:
        self._settings.keep(_SYSTEM, self._pages[row].id)
        self._show_steps()

    def _show_steps(self) -> None:
        page = self._pages[max(0, self.systems.currentRow())]
        self.steps.setWidget(_steps(page, self._places, self._theme))

    def _lay_out(self) -> None:
        self.systems.setFixedWidth(SCALE.pixels(196))
        self.systems.setFrameShape(QFrame.Shape.NoFrame)
        top = QHBoxLayout()
        top.setSpacing(EDGE)
        top.addWidget(self._said, 1)
        top.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        body = QHBoxLayout()
        body.setSpacing(EDGE)
        body.addWidget(self.systems)
        body.addWidget(self.steps, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addWidget(self.file)
        column.addWidget(self.fingerprint)
        column.addSpacing(GRID)
        column.addLayout(body, 1)
        column.addStretch()


def _steps(page: TrustPage, places: dict[str, str], theme: Theme) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 2 * GRID, 0)
    column.setSpacing(2 * GRID)
    for block in page.blocks(places):
        column.addWidget(_widget(block, theme))
    column.addStretch(1)
    return body


def _widget(block: Block, theme: Theme) -> QWidget:
    if block.kind is Kind.COMMAND:
        name = block.text.partition("\n")[0].partition(" ")[0]
        return Copyable(f"Command {name}", block.text, theme)
    made = label(block.text, tone="heading" if block.kind is Kind.HEADING else "")
    made.setWordWrap(True)
    return made
