"""Which private data an export masks: the rules, further places, what that does, and the way to mask nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from debugger.errors import UsageError
from debugger.payload.text import elided, visible
from debugger.policy import NAME
from debugger.redaction import RULES, Redaction
from debugger.window.background.redaction_preview import Preview
from debugger.window.looks.appearance import GRID, captured_font
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.labels import label

_RULES = "export/redact"
_PATHS = "export/redact-paths"
_NONE = "none"
_LONGEST = 60


class RedactionChoice(QWidget):
    """Remembers the rules and places that were chosen, but never that nothing was to be masked."""

    changed = Signal()
    """Another choice; it may be none that there is, which `problem` says then."""

    def __init__(
        self, settings: Settings, parent: QWidget, *, private: Redaction | None = None
    ) -> None:
        """`private` is what the project says: its rules are chosen at first, and its places always."""
        super().__init__(parent)
        self._settings = settings
        self._always = private.paths if private else ()
        self.rules = {
            name: QCheckBox(f"{words[:1].upper()}{words[1:]}", self)
            for name, words in RULES.items()
        }
        kept = private.rules if private else settings.text(_RULES, ",".join(RULES)).split(",")
        for name, box in self.rules.items():
            box.setChecked(name in kept)
            box.toggled.connect(self._tell)
        self.project = label(_told(private), tone="muted", parent=self)
        self.project.setWordWrap(True)
        self.project.setVisible(private is not None)
        self.paths = QLineEdit(settings.text(_PATHS), self)
        self.paths.setAccessibleName("Places to mask as well, as JSON Pointers")
        self.paths.setPlaceholderText("and places: /properties/order_id, /traits/*/name")
        self.paths.textChanged.connect(self._tell)
        self.nothing = QCheckBox("Mask nothing: keys and personal data leave as they came", self)
        self.nothing.toggled.connect(self._tell)
        self._counts = label("Looking at the first events…", tone="muted", parent=self)
        self._counts.setWordWrap(True)
        self._examples = QPlainTextEdit(self)
        self._examples.setObjectName("snippet")
        self._examples.setAccessibleName("What is masked, before and after")
        self._examples.setReadOnly(True)
        self._examples.setFont(captured_font(points=9))
        self._examples.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._examples.setMinimumHeight(22 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label("Masked", tone="strong", parent=self))
        for box in self.rules.values():
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.project)
        column.addWidget(self.paths)
        column.addSpacing(GRID)
        column.addWidget(self._counts)
        column.addWidget(self._examples, 1)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignLeft)

    def problem(self) -> str:
        """Why the choice is none; empty when it is one."""
        try:
            self.choice()
        except UsageError as error:
            return str(error)
        return ""

    def choice(self) -> Redaction | None:
        """What is to be masked; None where nothing is. Raises `UsageError` for a place that is none."""
        if self.nothing.isChecked():
            return None
        chosen = [name for name, box in self.rules.items() if box.isChecked()]
        places = [place.strip() for place in self.paths.text().split(",")]
        return Redaction.chosen(chosen, [*self._always, *(place for place in places if place)])

    def keep(self) -> None:
        """Remembers the choice for the next time."""
        chosen = [name for name, box in self.rules.items() if box.isChecked()]
        self._settings.keep(_RULES, ",".join(chosen) or _NONE)
        self._settings.keep(_PATHS, self.paths.text())

    def show_preview(self, preview: Preview) -> None:
        """Says what the choice does to the first events."""
        counted = ", ".join(f"{count:,} {kind}" for kind, count in preview.counts.items() if count)
        events = (
            "the first event"
            if preview.looked_at == 1
            else f"the first {preview.looked_at:,} events"
        )
        self._say(f"In {events}: {counted or 'nothing to mask'}.")
        self._examples.setPlainText(
            "\n".join(
                f"{number:>5}  {_shown(before)} → {after}"
                for number, before, after in preview.examples
            )
        )

    def preview_text(self) -> str:
        """The examples that are shown."""
        return self._examples.toPlainText()

    def counted(self) -> str:
        """What is said of the first events."""
        return self._counts.text()

    def _tell(self) -> None:
        off = self.nothing.isChecked()
        for widget in (*self.rules.values(), self.paths, self._examples):
            widget.setDisabled(off)
        if off:
            self._say(
                "Whoever gets the export sees write keys, user ids and all else that was sent."
            )
            self._examples.clear()
        elif problem := self.problem():
            self._say(problem)
        self.changed.emit()

    def _say(self, text: str) -> None:
        self._counts.setText(visible(text))


def _shown(value: str) -> str:
    return elided(visible(value), _LONGEST)


def _told(private: Redaction | None) -> str:
    """What the project's settings say."""
    if private is None:
        return ""
    places = ", ".join(visible(elided(each, _LONGEST)) for each in private.paths)
    return f"Chosen in {NAME}{f', with {places}' if places else ''}."
