"""Shows how far a piece of work on files is, lets it be stopped, and says how it went."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from debugger.errors import TrackDebuggerError
from debugger.payload.text import visible
from debugger.window.background.task import Report, Task
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.widgets.labels import label

_STEPS = 1000


class TaskDialog(QDialog):
    """Closes by itself when the work is done, and stays open to say what went wrong."""

    done_with = Signal(object)
    """What the work gave back."""

    def __init__(
        self,
        title: str,
        words: str,
        work: Callable[[Report], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        give_room(self, (440, 0))
        self.said = label(visible(words))
        self.said.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(f"Progress: {title}")
        self._button = QPushButton("Stop", self)
        self._button.setAccessibleName("Stop")
        self._button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addWidget(self.said)
        column.addWidget(self._bar)
        column.addLayout(foot)
        self._task = Task(work, self)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._finish)
        self._task.failed.connect(self._fail)
        self._task.start()

    def stop(self) -> None:
        """Stops the work, if it still runs, and waits for its end."""
        self._task.stop()

    def reject(self) -> None:
        """Stops the work and closes."""
        self.stop()
        super().reject()

    def _show_progress(self, done: float) -> None:
        self._bar.setValue(round(done * _STEPS))

    def _finish(self, outcome: object) -> None:
        if outcome is None:
            super().reject()
            return
        self.accept()
        self.done_with.emit(outcome)

    def _fail(self, error: TrackDebuggerError) -> None:
        self.said.setText(visible(str(error)))
        self._bar.hide()
        self._button.setText("Close")
        self._button.setAccessibleName("Close")
