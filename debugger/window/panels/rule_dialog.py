"""Why a rule is there: all that `track-debugger rules ID` prints of it, with its examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from debugger.spec import Example, Rule, page, rule
from debugger.spec.catalogue import RULE_FAILED
from debugger.spec.rule_words import calls, outcome
from debugger.window.looks.appearance import EDGE, GRID, interface_font
from debugger.window.looks.icons import SEVERITY_ICONS
from debugger.window.looks.room import give_room
from debugger.window.looks.theme import Theme
from debugger.window.widgets.chip import Chip
from debugger.window.widgets.code_view import WholeCode
from debugger.window.widgets.labels import ElidedLabel, label

_FACT = 92
"""Pixels of the column with the names of the facts."""


class RuleDialog(QDialog):
    """One rule; it may stay open beside the window."""

    def __init__(self, rule_id: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = rule(rule_id) or RULE_FAILED
        self._theme = theme
        self.setWindowTitle(f"Why: {self.rule.id}")
        give_room(self, usual=(680, 720))
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._inside.setSpacing(2 * GRID)
        self._tell()
        area = QScrollArea(self)
        area.setObjectName("reading")
        area.setAccessibleName(f"The rule {self.rule.id}")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setLayout(self._inside)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    def _tell(self) -> None:
        known, told = self.rule, page(self.rule.id)
        head = QHBoxLayout()
        chip = Chip()
        colour = self._theme.severity(known.severity)
        chip.say(
            known.severity.word,
            icon_name=SEVERITY_ICONS[known.severity],
            colour=colour,
            ground=self._theme.lit(known.severity),
        )
        head.addWidget(_wrapped(known.title, tone="title"), 1)
        head.addWidget(chip)
        self._inside.addLayout(head)
        self._inside.addWidget(_wrapped(known.id, tone="muted"))
        if told:
            self._inside.addWidget(_wrapped(told.summary.replace("`", "")))
        for name, text in _facts(known):
            self._inside.addLayout(_fact(name, text))
        reference = ElidedLabel()
        reference.say(known.reference)
        self._inside.addLayout(_fact("Reference", reference))
        examples = told.examples if told else ()
        self._add_examples("Passes", [each for each in examples if each.passes])
        self._add_examples("Caught", [each for each in examples if not each.passes])
        self._inside.addStretch(1)

    def _add_examples(self, title: str, examples: Sequence[Example]) -> None:
        if examples:
            self._inside.addSpacing(2 * GRID)
            self._inside.addWidget(label(title, tone="heading"))
        for example in examples:
            sent = f" Sent {example.sent}." if example.sent else ""
            self._inside.addWidget(_wrapped(f"{example.caption}{sent}"))
            code = WholeCode(self._theme)
            code.setAccessibleName(f"{title}: {example.caption}")
            code.show_code(example.payload, "json")
            self._inside.addWidget(code)
            if not example.passes:
                found = f"Found: {example.findings.replace('`', '')}"
                self._inside.addWidget(_wrapped(found, tone="muted"))

    def _foot(self) -> QHBoxLayout:
        reference = QPushButton("Open the page of the spec", self)
        reference.setToolTip(self.rule.reference)
        reference.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self.rule.reference)))
        copy = QPushButton("Copy its address", self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.rule.reference))
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, 2 * GRID, EDGE, EDGE)
        for button in (reference, copy):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot


def _facts(known: Rule) -> Iterator[tuple[str, str]]:
    yield "Judges", calls(known)
    yield "Segment", outcome(known)
    yield "Why", known.why
    yield "Remedy", known.remedy


def _fact(name: str, text: str | ElidedLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    title = label(name, tone="muted")
    title.setFixedWidth(max(_FACT, QFontMetrics(interface_font()).horizontalAdvance("Reference ")))
    title.setAlignment(Qt.AlignmentFlag.AlignTop)
    row.addWidget(title)
    row.addWidget(_wrapped(text) if isinstance(text, str) else text, 1)
    return row


def _wrapped(text: str, *, tone: str = "") -> QLabel:
    made = label(text, tone=tone)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
