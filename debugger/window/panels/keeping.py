"""The row in which the person says how many sessions are kept, and sees what would go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from debugger.session.words import size_words
from debugger.window.looks.appearance import GRID
from debugger.window.remembered import keeping_rule
from debugger.window.remembered.keeping_rule import CHOICES, ORDINARY, UNITS, Kind
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.labels import label
from debugger.window.widgets.number_box import number_box

_MOST = 1_000_000


class KeepingBar(QWidget):
    """“Keep the newest 50 sessions”; nothing goes by itself."""

    changed = Signal()
    """Another rule is chosen."""
    asked = Signal()
    """What it does not keep is to go."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kind, amount = keeping_rule.chosen(settings)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Which sessions are kept")
        self.kind.view().setAccessibleName("What is kept")
        self.kind.addItems(list(CHOICES.values()))
        self.kind.setCurrentIndex(list(CHOICES).index(kind))
        self.amount = number_box(
            "How many are kept", least=0, most=_MOST, value=amount, parent=self
        )
        self.amount.setMinimumHeight(self.kind.sizeHint().height())
        self.said = label(tone="muted")
        self.said.setWordWrap(True)
        self.go = QPushButton("Delete these…", self)
        self.go.setAccessibleName("Delete what the rule does not keep")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(lambda _checked: self.asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(label("Keep"))
        for widget in (self.kind, self.amount):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        row.addWidget(self.go)
        self._show_unit()
        self.show_going(0, 0)
        self.kind.currentIndexChanged.connect(self._choose_kind)
        self.amount.valueChanged.connect(self._choose)

    def show_going(self, count: int, size: int) -> None:
        """Says how many sessions the rule would have go."""
        self.go.setVisible(count > 0)
        if self._kind is Kind.ALL:
            self.said.setText("Nothing is ever deleted by itself.")
        elif count:
            sessions = "1 session" if count == 1 else f"{count:,} sessions"
            self.said.setText(f"{sessions} ({size_words(size)}) would go. Marked ones stay.")
        else:
            self.said.setText("None would go.")

    @property
    def _kind(self) -> Kind:
        return list(CHOICES)[self.kind.currentIndex()]

    def _choose_kind(self) -> None:
        self.amount.setValue(ORDINARY[self._kind])
        self._show_unit()
        self._choose()

    def _show_unit(self) -> None:
        self.amount.setSuffix(UNITS[self._kind])
        self.amount.setVisible(self._kind is not Kind.ALL)

    def _choose(self) -> None:
        keeping_rule.choose(self._settings, self._kind, self.amount.value())
        self.changed.emit()
