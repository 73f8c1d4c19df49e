"""How phones and emulators reach this machine: their addresses, and the switch that lets them in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from debugger.certificates.names import is_permitted
from debugger.window.capturing.sink_process import Listening
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.widgets.copyable import Copyable
from debugger.window.widgets.labels import label
from debugger.window.widgets.qr_code import QrCode

_EMULATOR = "10.0.2.2"
_CLOSED = (
    "Track Debugger listens on this machine only. Switched on, whoever is on this network can send calls to it, "
    "until you switch it off or close the window. Nobody can read what was captured."
)
_SCAN = (
    "Scan the code with a phone: the address answers when the phone gets through to this machine."
)
_NOT_ON_THE_NETWORK = "This machine has no address on a network."


class DevicesPage(QScrollArea):
    """The network at the top, then what works without letting anybody in."""

    switched = Signal(bool)
    """Whether devices on the network are to be let in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Phones and emulators")
        self.switch = QCheckBox("Let devices on this network send", self)
        self.switch.clicked.connect(lambda wanted: self.switched.emit(wanted))  # noqa: PLW0108 - Qt leaves it out
        self.code = QrCode(self)
        self._about = _prose(_CLOSED)
        self._network = QWidget(self)
        self._here = QWidget(self)
        self._lay_out()

    def show_where(self, where: Listening | None, *, let_in: bool) -> None:
        """Shows the addresses of `where`; None while nothing listens."""
        self.switch.setChecked(let_in)
        network = where.network if where else ()
        self.code.setVisible(bool(network))
        self.code.show_text(f"http://{network[0]}:{where.port}" if where and network else "")
        _fill(self._network, _of_the_network(where) if where and let_in else (), self._theme)
        _fill(self._here, _of_this_machine(where) if where else (), self._theme)

    def texts(self) -> list[str]:
        """All that can be copied here."""
        return [each.text() for each in self.findChildren(Copyable) if not each.isHidden()]

    def _lay_out(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(EDGE)
        row.addWidget(self._network, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addSpacing(2 * GRID)
        column.addWidget(label("Without letting anybody in", tone="heading"))
        column.addWidget(self._here)
        column.addStretch(1)
        self.setWidget(body)


def _of_the_network(where: Listening) -> tuple[tuple[str, str], ...]:
    if not where.network:
        return ((_NOT_ON_THE_NETWORK, ""),)
    rows = []
    for address in where.network:
        rows.append((f"HTTP, {address}", f"http://{address}:{where.port}"))
        if where.https and is_permitted(address):
            rows.append((f"HTTPS, {address}", f"https://{address}:{where.https_port}"))
        elif where.https:
            rows.append(
                (f"No HTTPS on {address}: the certificate is for private addresses only", "")
            )
    return (*rows, (_SCAN, ""))


def _of_this_machine(where: Listening) -> tuple[tuple[str, str], ...]:
    rows = [
        ("This machine and the iOS simulator", f"http://localhost:{where.port}"),
        ("The same over HTTPS", f"https://localhost:{where.https_port}"),
        ("Android emulator", f"http://{_EMULATOR}:{where.port}"),
        ("Android emulator over HTTPS", f"https://{_EMULATOR}:{where.https_port}"),
        ("Android device on USB, which then sends to localhost", _reverse(where.port)),
        ("Android device on USB over HTTPS", _reverse(where.https_port)),
    ]
    return tuple(row for row in rows if where.https or "HTTPS" not in row[0])


def _reverse(port: str) -> str:
    return f"adb reverse tcp:{port} tcp:{port}"


def _fill(place: QWidget, rows: tuple[tuple[str, str], ...], theme: Theme) -> None:
    """Shows each of `rows`: what it is for, and what to copy (nothing where that is empty)."""
    for child in place.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        child.hide()
        child.deleteLater()
    grid = place.layout()
    if not isinstance(grid, QGridLayout):
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(EDGE)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
    for number, (words, text) in enumerate(rows):
        said = _prose(words)
        if not text:
            grid.addWidget(said, number, 0, 1, 2)
            continue
        said.setFixedWidth(SCALE.pixels(220))
        grid.addWidget(said, number, 0)
        grid.addWidget(Copyable(words, text, theme, place), number, 1)


def _prose(text: str) -> QWidget:
    made = label(text, tone="muted")
    made.setWordWrap(True)
    return made
