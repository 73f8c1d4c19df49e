"""How to point an app at this window: a language, what to know, and code to paste with the live address."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.connection.cause import Diagnosis
from debugger.window.looks import icons
from debugger.window.looks.appearance import EDGE, GRID, spaced
from debugger.window.looks.room import give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.snippets import snippets
from debugger.window.widgets.code_view import CodeView
from debugger.window.widgets.demo_offer import DemoOffer
from debugger.window.widgets.obstacle import Obstacle
from debugger.wire.mirror import bookmarklet

COPIED_FOR = 2000
"""Milliseconds that the button says it has copied."""
WIDTH = 920
"""Pixels that the page takes of an ordinary window; of a very large one it takes a share."""
_WIDEST, _SHARE = 1320, 0.5
_ENTRY_HEIGHT = 28
_HEAD = 160
"""Pixels of height that the page has beside the languages, where nothing keeps calls away."""


class ConnectPage(QWidget):
    """Languages at the left, code at the right; stands in place of the list while that is empty."""

    language_changed = Signal(str)
    asked = Signal()
    """The person wants to know what keeps calls away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snippets = snippets()
        self._address = "http://localhost:8765"
        self._secure_address = ""
        self._theme = theme
        self._title = _label("Waiting for the first call…", tone="title")
        self._where = _label("", tone="muted")
        self.obstacle = Obstacle(theme, self)
        self.obstacle.asked.connect(self.asked)
        self.demo = DemoOffer(theme, self)
        self._note = _label("", tone="muted")
        self._code = CodeView(theme, self)
        self._code.setAccessibleName("Code to paste into the app")
        self._languages = QListWidget(self)
        self._languages.setObjectName("languages")
        self._languages.setAccessibleName("Languages")
        for snippet in self._snippets:
            QListWidgetItem(snippet.title, self._languages)
        self._languages.currentRowChanged.connect(self._show)
        self._copy = QPushButton(spaced("Copy"), self)
        self._copy.setAccessibleName("Copy the code")
        self._copy.clicked.connect(self._copy_code)
        self._secure = QCheckBox("Over HTTPS", self)
        self._secure.clicked.connect(self._want_secure)
        self._wants_secure = False
        self._bookmark = _Bookmark(self)
        self._copied = QTimer(self, singleShot=True, interval=COPIED_FOR)
        self._copied.timeout.connect(self._offer_copy)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self._languages.setCurrentRow(0)
        self.set_theme(theme)

    def set_title(self, title: str) -> None:
        """Says something else above the code."""
        self._title.setText(title)

    def set_address(self, address: str, *, secure: str, listens: bool) -> None:
        """Fills the address into the code: the live one, or the one to be while nothing listens.

        `secure` is the one for HTTPS, or empty.
        """
        self._address = address
        self._secure_address = secure
        self.demo.set_address(address if listens else "")
        self._where.setText(
            f"Listening on {address}. Paste this into the app, run it, and its calls appear here."
            if listens
            else "The receiver is not listening yet."
        )
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Colours the code and the icons in another theme."""
        self._theme = theme
        self._code.set_theme(theme)
        self.obstacle.set_theme(theme)
        self.demo.set_theme(theme)
        self._offer_copy()
        self._grow()

    def _grow(self) -> None:
        """Gives the languages, and all of it, the room that their text needs."""
        height = SCALE.pixels(_ENTRY_HEIGHT)
        for row in range(self._languages.count()):
            self._languages.item(row).setSizeHint(QSize(0, height))
        self._languages.setMaximumHeight(self._languages.count() * height + 2 * GRID)
        self._share_room()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes a share of a very large window."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        wanted = max(SCALE.pixels(WIDTH), round(self.width() * _SHARE))
        height = self._languages.maximumHeight() + SCALE.pixels(_HEAD)
        self._inner.setMaximumSize(min(SCALE.pixels(_WIDEST), wanted), height)

    def set_diagnosis(self, diagnosis: Diagnosis | None) -> None:
        """Says above the code what keeps calls away, if anything does."""
        self.obstacle.show_diagnosis(diagnosis)

    def choose(self, name: str) -> None:
        """Shows the snippet with this id, if there is one."""
        for row, snippet in enumerate(self._snippets):
            if snippet.id == name:
                self._languages.setCurrentRow(row)

    def code(self) -> str:
        """The code that is shown, with the address filled in."""
        return self._code.toPlainText()

    def _lay_out(self) -> None:
        self._languages.setFixedWidth(SCALE.pixels(184))
        self._languages.setFrameShape(QFrame.Shape.NoFrame)
        right = QVBoxLayout()
        right.setSpacing(3 * GRID)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        way = QVBoxLayout()
        way.setSpacing(2 * GRID)
        way.addWidget(self._copy)
        way.addWidget(self._secure)
        way.addStretch(1)
        foot.addLayout(way)
        foot.setSpacing(EDGE)
        right.addLayout(foot)
        right.addWidget(self._code, 1)
        right.addWidget(self._bookmark)
        body = QHBoxLayout()
        body.setSpacing(EDGE)
        body.addWidget(self._languages)
        body.addLayout(right, 1)
        inner = self._inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.setSpacing(EDGE)
        head.addWidget(self._title, 1)
        head.addWidget(self.demo)
        column.addLayout(head)
        column.addWidget(self._where)
        column.addWidget(self.obstacle)
        column.addSpacing(2 * GRID)
        column.addLayout(body, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch()
        outer.addWidget(inner, 100)
        outer.addStretch()

    def _show(self) -> None:
        snippet = self._snippets[max(0, self._languages.currentRow())]
        wanted = snippet.insists or self._wants_secure
        address = (self._secure_address if wanted else "") or self._address
        note, code = snippet.filled(address)
        if snippet.insists and not self._secure_address:
            note = f"{note} Track Debugger does not take HTTPS at the moment."
        self._note.setText(note)
        self._code.show_code(code, snippet.lexer)
        self._secure.setChecked(address == self._secure_address)
        self._secure.setEnabled(bool(self._secure_address) and not snippet.insists)
        self._secure.setToolTip(
            "This SDK always asks for https"
            if snippet.insists
            else "Give the address for HTTPS: for pages and apps that may not send over plain http"
        )
        self._bookmark.offer(f"{address}{snippet.bookmark}" if snippet.bookmark else "")
        self._offer_copy()
        self.language_changed.emit(snippet.id)

    def _want_secure(self, wants: bool) -> None:  # noqa: FBT001  as the signal has it
        self._wants_secure = wants
        self._show()

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self.code())
        self._copy.setText(spaced("Copied"))
        self._copy.setIcon(icons.icon("check", self._theme.ok))
        self._copied.start()

    def _offer_copy(self) -> None:
        self._copy.setText(spaced("Copy"))
        self._copy.setIcon(icons.icon("copy", self._theme.muted))


class _Bookmark(QWidget):
    """The same as a bookmark: copied, or dragged from the page of ours that holds it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = ""
        copied = QPushButton("Copy the bookmark", self)
        copied.setToolTip("Copy the address of a bookmark that does the same; it carries the code")
        copied.clicked.connect(self._copy)
        opened = QPushButton("Open the page to drag it from", self)
        opened.setToolTip("Open the page in the browser")
        opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(copied)
        row.addWidget(opened)
        row.addStretch(1)

    def offer(self, page: str) -> None:
        """Shows the buttons for the page at this address; hides them where there is none."""
        self._page = page
        self.setVisible(bool(page))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(bookmarklet(self._page.rpartition("/")[0]))


class ConnectDialog(QDialog):
    """The same page over a list that has calls already."""

    def __init__(self, theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connect an app")
        give_room(self, usual=(WIDTH, 640))
        self.page = ConnectPage(theme, self)
        self.page.set_title("Connect an app")
        self.page.choose(language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)


def _label(text: str, *, tone: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    return label
