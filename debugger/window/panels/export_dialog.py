"""Asks what to export, in which format and where to, and shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from debugger import export
from debugger.export import About, Options
from debugger.payload.text import visible
from debugger.redaction import Redaction
from debugger.window.appearance import EDGE, GRID
from debugger.window.export_task import ExportTask, Order
from debugger.window.settings import Settings

_WORDS = {"ndjson": "NDJSON, a call a line", "json": "JSON, one array"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A set of events that can be exported."""

    title: str
    numbers: Sequence[int]


class ExportDialog(QDialog):
    """Stays open while it writes, so that it can be stopped, and says how it went."""

    def __init__(
        self,
        session: Path,
        scopes: Sequence[Scope],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scopes = scopes
        self._settings = settings
        self._formats = [export.formats()[name] for name in sorted(export.formats(), key=_order)]
        self._task: ExportTask | None = None
        self.setWindowTitle("Export")
        self.setMinimumWidth(440)
        self._scope, scope_box = _choices(
            "What", [f"{scope.title} ({len(scope.numbers):,})" for scope in scopes]
        )
        self._format, format_box = _choices(
            "Format", [_WORDS.get(format_.name, format_.name) for format_ in self._formats]
        )
        chosen = settings.text("export/format", "ndjson")
        for number, format_ in enumerate(self._formats):
            self._format.button(number).setChecked(format_.name == chosen)
        self._progress = QProgressBar(self)
        self._progress.setAccessibleName("Progress of the export")
        self._progress.hide()
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.hide()
        self._save = self._button("Save to a file…", self._ask_where)
        self._save.setDefault(True)
        self._copy = self._button("Copy to the clipboard", lambda: self.start(None))
        self._close = self._button("Close", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(3 * GRID)
        for widget in (scope_box, format_box, self._progress, self._said):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._close)
        foot.addStretch()
        foot.addWidget(self._copy)
        foot.addWidget(self._save)
        column.addLayout(foot)

    def choose(self, *, scope: int, format_name: str) -> None:
        """Chooses as a person would."""
        self._scope.button(scope).setChecked(True)
        for number, format_ in enumerate(self._formats):
            if format_.name == format_name:
                self._format.button(number).setChecked(True)

    def start(self, target: Path | None) -> ExportTask:
        """Exports what is chosen to a file, or to the clipboard with None."""
        scope = self._scopes[self._scope.checkedId()]
        chosen = self._formats[self._format.checkedId()]
        self._settings.keep("export/format", chosen.name)
        order = Order(
            session=self._session,
            numbers=scope.numbers,
            format=chosen,
            about=About(redaction=Redaction()),
            options=Options(),
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
        """Stops the export that runs, and waits for its end; False when none does."""
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

    def _ask_where(self) -> None:
        chosen = self._formats[self._format.checkedId()]
        folder = Path(self._settings.text("export/folder", str(Path.home())))
        name = f"calls {datetime.now().astimezone():%Y-%m-%d %H.%M}{chosen.suffix}"
        picked, _ = QFileDialog.getSaveFileName(
            self, "Export to", str(folder / name), f"*{chosen.suffix}"
        )
        if picked:
            self._settings.keep("export/folder", str(Path(picked).parent))
            self.start(Path(picked))

    def _tell_done(self, count: int, target: Path | None, data: bytes) -> None:
        """A slot of this object, so that it runs in its thread; a lambda would run in the task's."""
        calls = "1 call" if count == 1 else f"{count:,} calls"
        if target is None:
            QGuiApplication.clipboard().setText(data.decode("utf-8", "replace"))
            self._say(f"{calls} copied to the clipboard.")
        else:
            self._say(f"{calls} written to {target}.")

    def _say(self, text: str) -> None:
        self._said.setText(visible(text))
        self._said.show()

    def _tidy(self) -> None:
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        if busy:
            self._said.hide()
        self._save.setDisabled(busy)
        self._copy.setDisabled(busy)
        self._close.setText("Stop" if busy else "Close")

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.removesuffix("…"))
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without Qt's `checked`
        return button


def _order(name: str) -> tuple[int, str]:
    """The known formats first, in the order of their words."""
    return (list(_WORDS).index(name) if name in _WORDS else len(_WORDS), name)


def _choices(title: str, texts: Sequence[str]) -> tuple[QButtonGroup, QWidget]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    heading = QLabel(title)
    heading.setTextFormat(Qt.TextFormat.PlainText)
    heading.setProperty("tone", "strong")
    column.addWidget(heading)
    group = QButtonGroup(box)
    for number, text in enumerate(texts):
        button = QRadioButton(text, box)
        button.setAccessibleName(f"{title}: {text}")
        group.addButton(button, number)
        column.addWidget(button)
    group.button(0).setChecked(True)
    return group, box
