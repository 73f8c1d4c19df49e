"""Every rule with its severity and what it is taken for here, and the project's file that says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from debugger.policy import Adjustment, Setting
from debugger.spec import Rule, rules
from debugger.spec.rule_words import by_subject
from debugger.window.looks.appearance import EDGE, GRID, interface_font
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.room import give_columns, give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.panels.finding_menu import FindingActs, said
from debugger.window.remembered.rule_settings import RuleSettings
from debugger.window.widgets.labels import ElidedLabel, label

_CHOICES = (
    (None, "as the rule &has it"),
    (Setting.ERROR, "&error"),
    (Setting.WARNING, "&warning"),
    (Setting.ADVICE, "&advice"),
    (Setting.SILENT, "&silent"),
)
_TITLE, _SEVERITY, _HERE = 1, 2, 3
_WIDTHS = {0: 240, _SEVERITY: 96, _HERE: 124}
_ROW = 26
"""Pixels."""
_RULE = Qt.ItemDataRole.UserRole


class RulesDialog(QDialog):
    """What is changed holds at once; the dialog follows when the file is changed elsewhere."""

    def __init__(
        self, settings: RuleSettings, acts: FindingActs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._acts = acts
        self._theme = theme
        self.setWindowTitle("Rules")
        give_room(self, usual=(820, 720))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find a rule by its name or title")
        self.search.setAccessibleName("Find a rule")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.tree = _tree(self)
        self._headings: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._items = self._fill()
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_rule())
        self._about = label(tone="strong")
        self._about.setWordWrap(True)
        self.choices = QButtonGroup(self)
        self.choices.idClicked.connect(self._choose)
        self.overrides = QListWidget(self)
        self.overrides.setAccessibleName("Settings for an event or a source")
        self.overrides.setObjectName("sessions")
        self._remove = QPushButton("Remove", self)
        self._remove.clicked.connect(self._forget)
        self._why = QPushButton("Why?…", self)
        self._why.clicked.connect(lambda: self._acts.why(self._current().id))
        self._file = ElidedLabel(tone="muted")
        self._assemble()
        self._settings.changed.connect(self._refresh)
        self._refresh()
        self.tree.setCurrentItem(next(iter(self._items.values())))
        self.search.setFocus()

    def select(self, rule_id: str) -> None:
        """Makes a rule the current one."""
        item = self._items[rule_id]
        self.tree.setCurrentItem(item)
        QTimer.singleShot(
            0, self.tree, lambda: self.tree.scrollToItem(item)
        )  # once it has its size

    def _assemble(self) -> None:
        radios = QHBoxLayout()
        radios.setSpacing(EDGE)
        for number, (_, words) in enumerate(_CHOICES):
            radio = QRadioButton(words, self)
            self.choices.addButton(radio, number)
            radios.addWidget(radio)
        radios.addStretch(1)
        radios.addWidget(self._why)
        beside = QHBoxLayout()
        beside.addWidget(self.overrides, 1)
        beside.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self._specials = QWidget(self)
        below = QVBoxLayout(self._specials)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GRID)
        below.addWidget(label("For an event or a source", tone="muted"))
        below.addLayout(beside)
        copy = QPushButton("Copy path", self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(self._settings.path)))
        close = QPushButton("Close", self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._file, 1)
        foot.addWidget(copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._about)
        column.addLayout(radios)
        column.addWidget(self._specials)
        column.addLayout(foot)

    def _fill(self) -> dict[str, QTreeWidgetItem]:
        items: dict[str, QTreeWidgetItem] = {}
        for subject, here in by_subject(rules()):
            heading = QTreeWidgetItem(self.tree, [subject.value])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFirstColumnSpanned(True)
            heading.setSizeHint(0, QSize(0, SCALE.pixels(_ROW) + 2 * GRID))
            heading.setFont(0, interface_font(weight=QFont.Weight.DemiBold))
            for rule in here:
                item = QTreeWidgetItem(heading, [rule.id, rule.title, rule.severity.word, ""])
                item.setData(0, _RULE, rule)
                item.setSizeHint(0, QSize(0, SCALE.pixels(_ROW)))
                item.setForeground(_TITLE, QColor(self._theme.muted))
                colour = self._theme.severity(rule.severity)
                item.setIcon(_SEVERITY, icon(SEVERITY_ICONS[rule.severity], colour))
                items[rule.id] = item
            heading.setExpanded(True)
            self._headings.append((heading, [items[rule.id] for rule in here]))
        return items

    def _narrow(self, text: str) -> None:
        """Shows only rules that hold `text` in their name or title."""
        needle = text.casefold()
        for item in self._items.values():
            rule: Rule = item.data(0, _RULE)
            item.setHidden(needle not in rule.id and needle not in rule.title.casefold())
        for heading, items in self._headings:
            heading.setHidden(all(item.isHidden() for item in items))

    def _refresh(self) -> None:
        """Shows what holds now."""
        adjustments = self._settings.policy.adjustments
        for rule_id, item in self._items.items():
            item.setText(_HERE, _words([each for each in adjustments if each.rule == rule_id]))
        exists = "" if self._settings.in_force else " (made with the first change)"
        self._file.say(f"Settings: {self._settings.path}{exists}")
        self._show_rule()

    def _show_rule(self) -> None:
        rule = self._current()
        own = [each for each in self._settings.policy.adjustments if each.rule == rule.id]
        self._about.setText(f"{rule.title} ({rule.id})")
        everywhere = [each.setting for each in own if not each.narrowness]
        held = everywhere[-1] if everywhere else None
        number = next(place for place, (each, _) in enumerate(_CHOICES) if each == held)
        self.choices.button(number).setChecked(True)
        self._narrower = [each for each in own if each.narrowness]
        self.overrides.clear()
        self.overrides.addItems([said(each) for each in self._narrower])
        self.overrides.setCurrentRow(0)
        self.overrides.setFixedHeight(SCALE.pixels(_ROW) * min(len(self._narrower), 4) + 2 * GRID)
        self._specials.setVisible(bool(self._narrower))

    def _current(self) -> Rule:
        item = self.tree.currentItem()
        rule = item.data(0, _RULE) if item is not None else None
        return rule if isinstance(rule, Rule) else rules()[0]

    def _choose(self, number: int) -> None:
        setting, _ = _CHOICES[number]
        rule = self._current().id
        if setting is None:
            self._acts.forget(Adjustment(rule=rule, setting=Setting.SILENT))
        else:
            self._acts.set(Adjustment(rule=rule, setting=setting))

    def _forget(self) -> None:
        row = self.overrides.currentRow()
        if row >= 0:
            self._acts.forget(self._narrower[row])


def _words(adjustments: Sequence[Adjustment]) -> str:
    everywhere = [each.setting.value for each in adjustments if not each.narrowness]
    narrower = sum(1 for each in adjustments if each.narrowness)
    special = f"{narrower} special" if narrower else ""
    return ", ".join(part for part in (*everywhere[-1:], special) if part)


def _tree(parent: QWidget) -> QTreeWidget:
    tree = QTreeWidget(parent)
    tree.setObjectName("fields")
    tree.setAccessibleName("Rules")
    tree.setHeaderLabels(["Rule", "What it finds", "Severity", "Here"])
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setRootIsDecorated(False)
    tree.setIndentation(GRID * 3)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
    for column in _WIDTHS:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
    give_columns(header, _WIDTHS)
    return tree
