"""Asks what a source is to be called, and in which colour it is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from debugger.session.labels import LONGEST_NAME
from debugger.sources.colours import COLOURS
from debugger.sources.known import KnownSource
from debugger.sources.libraries import short_name
from debugger.sources.sender import NO_LABEL, Label
from debugger.sources.state import State
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label
from debugger.window.widgets.state_mark import mark_picture, mark_size


class SourceLabelDialog(QDialog):
    """A name and a colour; left empty, the program chooses them."""

    chosen = Signal(object)
    """The `Label` that the person wants."""

    def __init__(self, source: KnownSource, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Name and colour of {source.name}")
        give_room(self, (420, 0))
        self.name = QLineEdit(source.label.name, self)
        self.name.setAccessibleName("Name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(f"{short_name(source.library)}, as its library is called")
        self.colour = QComboBox(self)
        self.colour.setAccessibleName("Colour")
        self.colour.setIconSize(QSize(mark_size() + 2, mark_size() + 2))
        self.colour.addItem("Chosen by the program", "")
        for colour in COLOURS:
            mark = QIcon(mark_picture(theme.sources[colour], State.DELIVERING, 2.0))
            self.colour.addItem(mark, colour.capitalize(), colour)
        self.colour.setCurrentIndex(max(0, self.colour.findData(source.label.colour)))
        self._assemble(has_label=bool(source.label))
        self.name.selectAll()
        self.name.setFocus()

    def accept(self) -> None:
        """Takes what is entered."""
        self.chosen.emit(Label(name=self.name.text().strip(), colour=self.colour.currentData()))
        super().accept()

    def _assemble(self, *, has_label: bool) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(EDGE)
        form.setVerticalSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label("Name"), self.name)
        form.addRow(label("Colour"), self.colour)
        why = label(
            "Kept in the session, and for later ones, for this write key and library.", tone="muted"
        )
        why.setWordWrap(True)
        reset = QPushButton("Leave both to the program", self)
        reset.setVisible(has_label)
        reset.clicked.connect(self._reset)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        save = QPushButton("Save", self)
        save.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addWidget(why)
        column.addStretch(1)
        column.addLayout(foot(save, cancel, beside=[reset]))

    def _reset(self) -> None:
        self.chosen.emit(NO_LABEL)
        super().accept()
