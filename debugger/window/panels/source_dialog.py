"""The particulars of one source: what it is, how it fares, and what it sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.payload.text import visible
from debugger.session.particulars import Particulars
from debugger.sources.known import KnownSource
from debugger.window.background.source_counting import Counted, SourceCounting
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.models import source_words as words
from debugger.window.source_list import SourceList
from debugger.window.widgets.labels import label
from debugger.window.widgets.state_mark import mark_picture

_COUNT_AGAIN = 1000
"""Milliseconds between two counts while calls come."""
_NAMES = 112
"""Pixels of the column with the names of the facts."""


class SourceDialog(QDialog):
    """Stays open beside the window and follows what comes."""

    only = Signal(object)
    """The `Sender` whose calls alone are wanted."""
    rename = Signal(object)
    """The `KnownSource` that is to have another name or colour."""

    def __init__(
        self,
        source: KnownSource,
        sources: SourceList,
        reveal: QAction,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`reveal` is the action that shows write keys whole, in all of the window."""
        super().__init__(parent)
        self.source = source
        self._sources = sources
        self._theme = theme
        self._particulars: Particulars | None = None
        self._revealing = reveal
        self._counting = SourceCounting(self)
        self._counting.counted.connect(self._take)
        self._again = QTimer(self, singleShot=True, interval=_COUNT_AGAIN)
        self._again.timeout.connect(self._count)
        self._mark = label()
        self._name = label(tone="heading")
        self._explained = _wrapped(tone="muted")
        self._facts = QGridLayout()
        self._values: dict[str, QLabel] = {}
        self._rows: dict[str, int] = {}
        self._reveal = QPushButton("Reveal", self)
        self._copy = QPushButton("Copy", self)
        self._assemble()
        sources.changed.connect(self._follow)
        self._show()
        self._count()

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._show()

    def value(self, name: str) -> str:
        """What stands beside the fact of this name; empty where it is left out."""
        found = self._values[name]
        return "" if found.isHidden() else found.text()

    def done(self, result: int) -> None:
        """Ends the counting with the dialog."""
        self._counting.close()
        super().done(result)

    def _assemble(self) -> None:
        give_room(self, (520, 0))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        self._facts.setColumnMinimumWidth(0, _NAMES)
        self._facts.setColumnStretch(1, 1)
        self._facts.setVerticalSpacing(2 * GRID)
        for name in (
            *("Library", "Versions", "Write key", "First heard of", "Last heard of"),
            *("Calls", "Findings", "Answers", "Settings", "Metrics"),
        ):
            self._add(name)
        self._reveal.clicked.connect(self._revealing.trigger)
        self._revealing.toggled.connect(self._show_key)
        self._copy.setToolTip("Copy the whole write key")
        self._copy.setAccessibleName("Copy write key")
        self._copy.clicked.connect(self._copy_key)
        row = self._rows["Write key"]
        self._facts.addWidget(self._reveal, row, 2)
        self._facts.addWidget(self._copy, row, 3)
        rule = QFrame(self)
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self._alone = QPushButton("Show its calls alone", self)
        self._alone.clicked.connect(lambda: self.only.emit(self.source.sender))
        self._rename = QPushButton("Name and colour…", self)
        self._rename.clicked.connect(lambda: self.rename.emit(self.source))
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._alone)
        foot.addWidget(self._rename)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addLayout(head)
        column.addWidget(self._explained)
        column.addWidget(rule)
        column.addLayout(self._facts)
        column.addStretch(1)
        column.addLayout(foot)

    def _add(self, name: str) -> None:
        row = self._facts.rowCount()
        value = _wrapped()
        title = label(name, tone="muted")
        title.setBuddy(value)
        self._facts.addWidget(title, row, 0)
        self._facts.addWidget(value, row, 1)
        value.setProperty("title", title)
        self._values[name] = value
        self._rows[name] = row

    def _say(self, name: str, text: str) -> None:
        value = self._values[name]
        value.setText(text)
        value.setAccessibleName(f"{name}: {text}")
        for part in (value, value.property("title")):
            part.setVisible(bool(text))

    def _follow(self) -> None:
        """The same source as it is now; it has a sender once its first call came."""
        found = next((each for each in self._sources.known if _same(each, self.source)), None)
        if found is not None and found != self.source:
            self.source = found
            self._show()
            if not self._again.isActive():
                self._again.start()

    def _show(self) -> None:
        source = self.source
        self.setWindowTitle(f"Source: {source.name}")
        self._mark.setPixmap(
            mark_picture(self._theme.sources[source.colour], source.state, self.devicePixelRatioF())
        )
        self._name.setText(source.name)
        self._explained.setText(
            f"{words.state_words(source).capitalize()}. {words.explained(source)}"
        )
        self._say("Library", words.library_name(source))
        self._say("Versions", words.versions_words(source))
        self._say("First heard of", words.moment(source.first_at))
        self._say("Last heard of", words.moment(source.last_at))
        self._say("Settings", words.settings_words(source))
        self._say("Metrics", words.metrics_explained(source))
        for button in (self._alone, self._rename):
            button.setVisible(source.sender is not None)
        self._show_key()
        self._show_counts()

    def _show_key(self) -> None:
        key = self.source.sender.write_key if self.source.sender else ""
        if not self.source.key:
            shown = "none"
        elif self._revealing.isChecked() and key:
            shown = visible(key)
        else:
            shown = (
                self.source.key
                if key
                else f"{self.source.key} (the whole of it is known once a call has come)"
            )
        self._say("Write key", shown)
        revealed = self._revealing.isChecked()
        self._reveal.setText("Mask" if revealed else "Reveal")
        self._reveal.setAccessibleName("Mask write keys" if revealed else "Reveal write keys")
        self._reveal.setToolTip(self._revealing.statusTip())
        for button in (self._reveal, self._copy):
            button.setVisible(bool(key))

    def _show_counts(self) -> None:
        source, counted = self.source, self._particulars
        self._say("Calls", words.types_words(source, counted))
        self._say("Findings", words.findings_words(counted) if counted else "")
        self._say("Answers", words.answers_words(counted) if counted else "")

    def _copy_key(self) -> None:
        if self.source.sender is not None:
            QGuiApplication.clipboard().setText(self.source.sender.write_key)

    def _count(self) -> None:
        path = self._session
        if path is not None and self.source.sender is not None:
            self._counting.ask(path, self.source.sender)

    @property
    def _session(self) -> Path | None:
        return self._sources.session

    def _take(self, counted: Counted) -> None:
        if counted.sender == self.source.sender:
            self._particulars = counted.particulars
            self._show_counts()


def _same(one: KnownSource, other: KnownSource) -> bool:
    if one.sender is not None and other.sender is not None:
        return one.sender == other.sender
    return one.fingerprint == other.fingerprint and one.colour == other.colour


def _wrapped(*, tone: str = "") -> QLabel:
    made = label(tone=tone)
    made.setWordWrap(True)
    return made
