"""What the window remembers from one start to the next, as plain text and numbers in an ini file."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QSettings

FILE_NAME = "window.ini"


def settings_file() -> Path:
    """The ini file in the person's configuration folder."""
    return user_config_path("track-debugger", appauthor=False) / FILE_NAME


class Settings:
    """Named values in an ini file; a value that is absent or of the wrong kind is the default.

    Only text and numbers are ever written: Qt would otherwise unpickle what stands in the file.
    """

    def __init__(self, path: Path) -> None:
        self._stored = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """The text kept under `name`."""
        value = self._stored.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """The whole number kept under `name`."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            return default

    def data(self, name: str) -> bytes:
        """The bytes kept under `name`; empty when there are none."""
        try:
            return b64decode(self.text(name), validate=True)
        except ValueError:
            return b""

    def keep(self, name: str, value: str | int | bytes) -> None:
        """Remembers `value` under `name`."""
        self._stored.setValue(
            name, b64encode(value).decode() if isinstance(value, bytes) else str(value)
        )

    def save(self) -> None:
        """Writes what was kept to the file now."""
        self._stored.sync()
