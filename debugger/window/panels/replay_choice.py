"""What is to be sent again, where to, at which pace, and what is changed of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from debugger.replaying.destination import host_of, is_here
from debugger.window.looks.appearance import GRID
from debugger.window.looks.scale import SCALE
from debugger.window.panels.export_dialog import Scope
from debugger.window.widgets.labels import label

_PACES = (
    ("As fast as possible", "fast"),
    ("With the gaps there were", "original"),
    ("Twice as fast as it came", "2"),
    ("10 times as fast", "10"),
    ("100 times as fast", "100"),
    ("10 times as slow", "0.1"),
)
_IDS = (("Same: they count as repeats", False), ("New: they count as other calls", True))
_TIMES = (("As they came", False), ("Moved to the time of sending", True))
_FIELD = 30
"""Pixels that a field is high, which its name stands beside."""
_KEY_HERE = "the captured one"
_KEY_ELSEWHERE = "of the source that it goes to"


class ReplayChoice(QWidget):
    """A form; nothing of it is remembered, least of all a key."""

    changed = Signal()

    def __init__(self, scopes: Sequence[Scope], address: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._scopes = scopes
        self.scope = self._list("What", [_title(scope) for scope in scopes])
        self.scope.setCurrentIndex(len(scopes) - 1)
        self.to = self._line("Where to", address)
        self.to.setText(address)
        self.pace = self._list("Pace", [words for words, _ in _PACES])
        self.ids = self._list("messageIds", [words for words, _ in _IDS])
        self.times = self._list("Times", [words for words, _ in _TIMES])
        self.key = self._line("Write key", _KEY_HERE)
        self.key.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.alone = QCheckBox("Each call as a request of its own", self)
        self.alone.toggled.connect(self.changed)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, part in (
            ("What", self.scope),
            ("Where to", self.to),
            ("Write key", self.key),
            ("Pace", self.pace),
            ("messageIds", self.ids),
            ("Times", self.times),
        ):
            form.addRow(_named(name), part)
        form.addRow("", self.alone)
        form.setAlignment(self.alone, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addStretch()
        self.to.textChanged.connect(self._follow_host)

    @property
    def chosen(self) -> Scope:
        """The calls to send."""
        return self._scopes[self.scope.currentIndex()]

    @property
    def host(self) -> str:
        """The host that is named; empty where what is typed is no address."""
        return host_of(self.to.text().strip())

    @property
    def leaves(self) -> bool:
        """Whether it may be another machine: all but what is surely this one."""
        return bool(self.host) and not is_here(self.host)

    @property
    def problem(self) -> str:
        """What is missing before anything can be sent; empty for nothing."""
        if not self.host:
            return "Where to is no address: write http://localhost:8765."
        if self.leaves and not self.key.text().strip():
            return (
                "The captured write key is not sent to another machine: enter the key to send as."
            )
        return "" if self.chosen.numbers else "There are no calls to send."

    def pace_asked(self) -> str:
        """As the command takes it."""
        return _PACES[self.pace.currentIndex()][1]

    def new_ids(self) -> bool:
        """Whether messageIds are made anew."""
        return _IDS[self.ids.currentIndex()][1]

    def times_now(self) -> bool:
        """Whether times move."""
        return _TIMES[self.times.currentIndex()][1]

    def _follow_host(self) -> None:
        self.key.setPlaceholderText(_KEY_ELSEWHERE if self.leaves else _KEY_HERE)

    def _list(self, name: str, texts: Sequence[str]) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.view().setAccessibleName(name)
        made.addItems(list(texts))
        made.setMinimumContentsLength(12)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.currentIndexChanged.connect(self.changed)
        return made

    def _line(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.textChanged.connect(self.changed)
        return made


def _title(scope: Scope) -> str:
    return f"{scope.title} ({len(scope.numbers):,})"


def _named(name: str) -> QLabel:
    made = label(name, tone="muted")
    made.setMinimumHeight(SCALE.pixels(_FIELD))
    return made
