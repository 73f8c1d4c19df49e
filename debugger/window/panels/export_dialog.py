"""Asks what to export, in which format, what to mask and where to, and shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from debugger.export import About
from debugger.payload.text import visible
from debugger.redaction import Redaction
from debugger.window.background.export_task import Exported, ExportTask, Order
from debugger.window.background.redaction_preview import PreviewTask
from debugger.window.looks.appearance import EDGE, GRID
from debugger.window.looks.room import give_room
from debugger.window.panels.format_choice import FormatChoice
from debugger.window.panels.redaction_choice import RedactionChoice
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.foot import foot
from debugger.window.widgets.labels import label

_PAUSE = 150
"""Milliseconds without another choice, after which its effect is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A set of events that can be exported."""

    title: str
    numbers: Sequence[int]
    kind: str = "all"
    """As `About.scope` has it."""
    filter: str = ""
    """What chose them, where a filter did."""


class ExportDialog(QDialog):
    """Stays open while it writes, so that it can be stopped, and says how it went."""

    def __init__(  # noqa: PLR0913 - what is sent or written, and how
        self,
        session: Path,
        scopes: Sequence[Scope],
        settings: Settings,
        address: str,
        parent: QWidget | None = None,
        *,
        private: Redaction | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scopes = scopes
        self._settings = settings
        self._task: ExportTask | None = None
        self._preview: PreviewTask | None = None
        self.setWindowTitle("Export")
        give_room(self, usual=(760, 500))
        self._scope, scope_box = _choices(
            "What", [f"{scope.title} ({len(scope.numbers):,})" for scope in scopes], self
        )
        self.format = FormatChoice(settings, address, self)
        self.redaction = RedactionChoice(settings, self, private=private)
        self._progress = QProgressBar(self)
        self._progress.setAccessibleName("Progress of the export")
        self._progress.hide()
        self._said = label(parent=self)
        self._said.setWordWrap(True)
        self._said.hide()
        self._save = self._button("Save to a file…", self._ask_where)
        self._copy = self._button("Copy to the clipboard", lambda: self.start(None))
        self._close = self._button("Close", self.reject)
        self._lay_out(scope_box)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._look_ahead)
        self._scope.idToggled.connect(lambda *_: self._later.start())
        self.redaction.changed.connect(self._later.start)
        self.redaction.changed.connect(self._allow)
        self.format.list.currentIndexChanged.connect(self._allow)
        self._allow()
        self._look_ahead()

    def choose(self, *, scope: int, format_name: str) -> None:
        """Chooses as a person would."""
        self._scope.button(scope).setChecked(True)
        self.format.choose(format_name)

    def start(self, target: Path | None) -> ExportTask:
        """Exports what is chosen to a file, or to the clipboard with None."""
        scope = self._scopes[self._scope.checkedId()]
        self.format.keep()
        self.redaction.keep()
        order = Order(
            session=self._session,
            numbers=scope.numbers,
            format=self.format.format(),
            about=About(redaction=self.redaction.choice(), scope=scope.kind, filter=scope.filter),
            options=self.format.options(),
            target=target,
        )
        task = self._task = ExportTask(order, self)
        task.progressed.connect(self._progress.setValue)
        task.done.connect(self._tell_done)
        task.failed.connect(self._say)
        task.finished.connect(self._tidy)
        self._progress.setRange(0, max(1, len(scope.numbers)))
        self._progress.setValue(0)
        self._show_busy(busy=True)
        task.start()
        return task

    def said(self) -> str:
        """How it went, once it has."""
        return self._said.text()

    def stop(self) -> bool:
        """Stops the export that runs, and waits for its end; False when none does. Ends the preview too."""
        self._later.stop()
        self._end_preview()
        if self._task is None or not self._task.isRunning():
            return False
        self._task.requestInterruption()
        self._task.wait()
        return True

    def reject(self) -> None:
        """Stops an export that runs; closes otherwise."""
        if self.stop():
            self._say("Stopped. Nothing was written.")
        else:
            super().reject()

    def _lay_out(self, scope_box: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(4 * GRID)
        left.addWidget(scope_box)
        left.addWidget(self.format)
        left.addStretch()
        halves = QHBoxLayout()
        halves.setSpacing(6 * GRID)
        halves.addLayout(left, 4)
        halves.addWidget(self.redaction, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        column.addLayout(halves, 1)
        column.addWidget(self._progress)
        column.addWidget(self._said)
        column.addLayout(foot(self._save, self._close, others=[self._copy]))

    def _ask_where(self) -> None:
        suffix = self.format.format().suffix
        folder = Path(self._settings.text("export/folder", str(Path.home())))
        name = f"calls {datetime.now().astimezone():%Y-%m-%d %H.%M}{suffix}"
        picked, _ = QFileDialog.getSaveFileName(self, "Export to", str(folder / name), f"*{suffix}")
        if picked:
            self._settings.keep("export/folder", str(Path(picked).parent))
            self.start(Path(picked))

    def _look_ahead(self) -> None:
        """Tries the choice on the first events; one that is no choice says so itself."""
        self._end_preview()
        if self.redaction.problem():
            return
        choice = self.redaction.choice()
        if choice is None:
            return
        numbers = self._scopes[self._scope.checkedId()].numbers
        self._preview = PreviewTask(self._session, numbers, choice, self)
        self._preview.ready.connect(self.redaction.show_preview)
        self._preview.failed.connect(self._say)
        self._preview.start()

    def _end_preview(self) -> None:
        if self._preview is not None:
            self._preview.ready.disconnect(self.redaction.show_preview)
            self._preview.requestInterruption()
            self._preview.wait()
            self._preview = None

    def _tell_done(self, exported: Exported) -> None:
        """A slot of this object, so that it runs in its thread; a lambda would run in the task's."""
        calls = "1 call" if exported.count == 1 else f"{exported.count:,} calls"
        if exported.target is None:
            QGuiApplication.clipboard().setText(exported.copied.decode("utf-8", "replace"))
            self._say(f"{calls} copied to the clipboard. {exported.masked}")
        else:
            self._say(f"{calls} written to {exported.target}. {exported.masked}")

    def _say(self, text: str) -> None:
        self._said.setText(visible(text))
        self._said.show()

    def _tidy(self) -> None:
        self._show_busy(busy=False)

    def _allow(self) -> None:
        """Offers only what can be done with the choice."""
        busy = self._task is not None and self._task.isRunning()
        possible = not busy and not self.redaction.problem()
        is_text = self.format.format().is_text
        self._save.setEnabled(possible)
        self._copy.setEnabled(possible and is_text)
        self._copy.setToolTip("" if is_text else "This format is no text: save it to a file")

    def _show_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        if busy:
            self._said.hide()
        self._allow()
        self._save.setDisabled(busy)
        self._copy.setDisabled(busy or not self._copy.isEnabled())
        self._close.setText("Stop" if busy else "Close")

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.removesuffix("…"))
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without Qt's `checked`
        return button


def _choices(title: str, texts: Sequence[str], parent: QWidget) -> tuple[QButtonGroup, QWidget]:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(label(title, tone="strong", parent=box))
    group = QButtonGroup(box)
    for number, text in enumerate(texts):
        button = QRadioButton(text, box)
        button.setAccessibleName(f"{title}: {text}")
        group.addButton(button, number)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    group.button(0).setChecked(True)
    return group, box
