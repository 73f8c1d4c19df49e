"""Which format an export has, what it is for, and what there is to choose about it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from debugger import export
from debugger.export import Format, Options
from debugger.window.looks.appearance import GRID
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.labels import label

_FORMAT = "export/format"
_COLUMNS = "export/columns"
_HOST = "export/host"
_ORDER = (
    "ndjson", "json", "payloads", "csv", "parquet", "har", "html", "markdown", "curl", "python",
    "node", "javascript", "swift", "kotlin",
)  # fmt: skip
_WITH_COLUMNS = ("csv", "parquet")
CODE = ("curl", "python", "node", "javascript", "swift", "kotlin")
"""Formats that make the calls again."""


class FormatChoice(QWidget):
    """A list of formats with a sentence about the chosen one, and its options."""

    def __init__(self, settings: Settings, address: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        by_name = export.formats()
        self._formats = [by_name[name] for name in sorted(by_name, key=_place)]
        self.list = QComboBox(self)
        self.list.setAccessibleName("Format")
        self.list.view().setAccessibleName("Formats")
        for each in self._formats:
            self.list.addItem(title(each))
        self._sentence = label(tone="muted", parent=self)
        self._sentence.setWordWrap(True)
        self.columns = self._line("Columns", "number, event, properties.revenue")
        self.columns.setText(settings.text(_COLUMNS))
        self.host = self._line("Where the code sends to", address)
        self.host.setText(settings.text(_HOST))
        self.environment = QCheckBox("Tell the versions of program and system", self)
        self.environment.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        heading = label("Format", tone="strong", parent=self)
        for widget in (
            heading,
            self.list,
            self._sentence,
            self.columns,
            self.host,
            self.environment,
        ):
            column.addWidget(widget)
        self.list.currentIndexChanged.connect(self._show)
        self.choose(settings.text(_FORMAT, "ndjson"))
        self._show()

    def choose(self, name: str) -> None:
        """Chooses as a person would."""
        for index, each in enumerate(self._formats):
            if each.name == name:
                self.list.setCurrentIndex(index)

    def format(self) -> Format:
        """The chosen one."""
        return self._formats[self.list.currentIndex()]

    def options(self) -> Options:
        """What is chosen about it."""
        named = [name.strip() for name in self.columns.text().split(",")]
        return Options(
            columns=tuple(name for name in named if name),
            host=(self.host.text().strip() or self.host.placeholderText()).rstrip("/"),
            environment=self.environment.isChecked(),
        )

    def keep(self) -> None:
        """Remembers the choice for the next time."""
        self._settings.keep(_FORMAT, self.format().name)
        self._settings.keep(_COLUMNS, self.columns.text())
        self._settings.keep(_HOST, self.host.text())

    def _show(self) -> None:
        chosen = self.format()
        sentence = chosen.title.partition(": ")[2] or chosen.title
        self._sentence.setText(f"{sentence[:1].upper()}{sentence[1:]}")
        self.columns.setVisible(chosen.name in _WITH_COLUMNS)
        self.host.setVisible(chosen.name in CODE)
        self.environment.setVisible(chosen.name == "markdown")

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setToolTip(name)
        line.setPlaceholderText(hint)
        return line


def title(chosen: Format) -> str:
    """A format's name as people write it: `NDJSON`, `cURL`."""
    return chosen.title.partition(":")[0] if ": " in chosen.title else chosen.name


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)
