"""The two pages of the Help menu: every action with its key, and what this program is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from debugger.window.actions.menus import in_menus, keys_text
from debugger.window.actions.places import PLACES
from debugger.window.actions.spec import plain
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.scale import SCALE


class ShortcutSheet(QDialog):
    """All that stands in the menus, with its keys, and those of what has the keyboard."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Keyboard shortcuts")
        give_room(self, usual=(1040, 700))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        grid.setHorizontalSpacing(EDGE)
        grid.setVerticalSpacing(GRID)
        for menu, entries in in_menus(window):
            _add_heading(grid, menu)
            for entry in entries:
                _add_action(grid, entry)
        for place in PLACES:
            _add_heading(grid, place.name)
            for key in place.keys:
                _add_row(grid, key.words, "", key.keys)
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setObjectName("reading")
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Keyboard shortcuts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)


class About(QDialog):
    """Version, licence, and where the files are."""

    def __init__(self, sessions: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Track Debugger")
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE * 2, EDGE * 2, EDGE * 2, EDGE * 2)
        column.setSpacing(2 * GRID)
        picture = QLabel()
        picture.setTextFormat(Qt.TextFormat.PlainText)
        picture.setPixmap(icons.picture("track-debugger", "#000000", 64, self.devicePixelRatioF()))
        column.addWidget(picture)
        for text, tone in (
            (f"Track Debugger {_version()}", "title"),
            ("See every call that an app's Segment SDK makes, judged by Segment's spec.", ""),
            (f"Sessions are kept in {sessions}", "muted"),
            (
                f"Qt {qVersion()} · Icons by Lucide · Inter and JetBrains Mono under the OFL",
                "muted",
            ),
            ("MIT licence", "muted"),
        ):
            column.addWidget(_label(text, tone))


def _add_heading(grid: QGridLayout, text: str) -> None:
    row = grid.rowCount()
    if row > 1:
        grid.setRowMinimumHeight(row, SCALE.pixels(32))
    grid.addWidget(_label(text, "heading"), row, 0, 1, 3, Qt.AlignmentFlag.AlignBottom)


def _add_action(grid: QGridLayout, action: QAction) -> None:
    _add_row(grid, plain(action.text()), action.statusTip(), keys_text(action))


def _add_row(grid: QGridLayout, name: str, tip: str, key: str) -> None:
    row = grid.rowCount()
    said = _label(tip, "muted")
    said.setWordWrap(True)
    grid.addWidget(_label(name, ""), row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(_label(key, ""), row, 2, Qt.AlignmentFlag.AlignTop)


def _label(text: str, tone: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label


def _version() -> str:
    try:
        return version("track-debugger")
    except PackageNotFoundError:
        return ""
