"""Whether calls leave this machine, what is masked of them then, and the way to mask nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from debugger.payload.text import elided, visible
from debugger.window.background.replay_preview import ReplayPreview
from debugger.window.looks.appearance import GRID, captured_font
from debugger.window.widgets.labels import label

_HERE = (
    "They are sent as they came, and nothing is masked. Each says in a header, "
    "X-Track-Debugger-Replay, which calls it repeats."
)
_UNMASKED = "It gets user ids, e-mail addresses and all else that was sent."
_LONGEST = 40


class ReplayLeaving(QWidget):
    """Masks by default, each time anew."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label(tone="heading", parent=self)
        self._title.setWordWrap(True)
        self._words = label(tone="muted", parent=self)
        self._words.setWordWrap(True)
        self._examples = QPlainTextEdit(self)
        self._examples.setObjectName("snippet")
        self._examples.setAccessibleName("What is masked, before and after")
        self._examples.setReadOnly(True)
        self._examples.setFont(captured_font(points=9))
        self._examples.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._examples.setMinimumHeight(16 * GRID)
        self.nothing = QCheckBox("Mask nothing: personal data leaves as it came", self)
        self.nothing.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._examples, 1)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def show_here(self) -> None:
        """Says that nothing leaves."""
        self._say("Stays on this machine", _HERE, leaves=False)

    def show_nowhere(self) -> None:
        """Says nothing, as there is no address."""
        self._say("", "", leaves=False)

    def show_leaving(self, host: str) -> None:
        """Says where calls go to, while it is looked what is masked."""
        title = f"Leaves this machine, to {visible(elided(host, 80))}"
        words = _UNMASKED if self.nothing.isChecked() else "Looking at what is masked…"
        self._say(title, words, leaves=True)
        self._examples.setDisabled(self.nothing.isChecked())
        if self.nothing.isChecked():
            self._examples.clear()

    def show_preview(self, found: ReplayPreview) -> None:
        """Says what is masked of the calls, or of the first of them."""
        counted = ", ".join(f"{count:,} {kind}" for kind, count in found.counts.items() if count)
        first = f" in the first {found.looked_at:,} calls" if found.looked_at < found.of else ""
        self._words.setText(f"Masked{first}: {counted or 'nothing, as nothing is private'}.")
        self._examples.setPlainText(
            "\n".join(
                f"{number:>5}  {elided(visible(before), _LONGEST)} → {after}"
                for number, before, after in found.examples
            )
        )

    def said(self) -> str:
        """The title, and what is said below it."""
        return f"{self._title.text()}. {self._words.text()}"

    def masked(self) -> str:
        """What is said of masking."""
        return self._words.text()

    def examples(self) -> str:
        """What is masked, line by line."""
        return self._examples.toPlainText()

    def _say(self, title: str, words: str, *, leaves: bool) -> None:
        self._title.setText(title)
        self._title.setProperty("tone", "warning" if leaves else "heading")
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)
        self._words.setText(words)
        self._examples.setVisible(leaves)
        self.nothing.setVisible(leaves)
