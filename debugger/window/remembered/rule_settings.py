"""The project's settings, as the window keeps them: read, watched, those of the rules changed, and taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from debugger.errors import PolicyError
from debugger.policy import (
    NAME,
    NO_POLICY,
    Adjustment,
    Policy,
    adjust,
    find,
    forget,
    read_whole,
)
from debugger.redaction import Redaction

_SETTLE = 100
"""Milliseconds in which an editor may replace a file before it is read."""


def file_for(folder: Path) -> Path:
    """The settings file of the project in `folder`: that which is there, or else where one would be made.

    A folder that is none of a project's (home, the root, one that cannot be written to) has its
    settings in the person's configuration.
    """
    found = find(folder)
    if found is not None:
        return found
    if folder in {Path.home(), Path(folder.anchor)} or not os.access(folder, os.W_OK):
        return user_config_path("track-debugger", appauthor=False) / NAME
    return folder / NAME


class RuleSettings(QObject):
    """What holds at the moment. A file that cannot be read leaves the last that could in force."""

    changed = Signal()
    """`policy` is another."""
    trouble = Signal(object)
    """A `PolicyError`: the file cannot be meant so, or cannot be written."""
    readable = Signal()
    """The file can be read."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.policy = NO_POLICY
        self.private: Redaction | None = None
        """What the file says is private; None where it says nothing of it."""
        self._last_change: tuple[bytes | None, bytes | None] | None = None
        """What the file held before the last change that was made here, and after it; None is no file."""
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settling.timeout.connect(self.read_again)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settling.start)
        self._watcher.directoryChanged.connect(self._settling.start)

    def begin(self) -> None:
        """Reads the file and watches it from now on."""
        self.read_again()

    @property
    def in_force(self) -> Path | None:
        """The file, where there is one."""
        return self.path if self.path.is_file() else None

    def set(self, adjustment: Adjustment) -> None:
        """Writes an adjustment into the file."""
        self._change(lambda: adjust(self.path, adjustment))

    def forget(self, adjustment: Adjustment) -> None:
        """Takes an adjustment out of the file."""
        self._change(lambda: forget(self.path, adjustment))

    def undo(self) -> bool:
        """Puts the file back as it was before the last change that was made here.

        False where it holds something else by now: what was written elsewhere stays.
        """
        if self._last_change is None or self._content() != self._last_change[1]:
            return False
        before = self._last_change[0]
        if before is None:
            self._change(self.path.unlink)
        else:
            self._change(lambda: self.path.write_bytes(before))
        return True

    def read_again(self) -> None:
        """Takes over what the file says now."""
        self._watch()
        try:
            policy, self.private = (
                read_whole(self.path) if self.path.is_file() else (NO_POLICY, None)
            )
        except PolicyError as error:
            self.trouble.emit(error)
            return
        self.readable.emit()
        self._take(policy)

    def _take(self, policy: Policy) -> None:
        if policy != self.policy:
            self.policy = policy
            self.changed.emit()

    def _change(self, act: Callable[[], object]) -> None:
        try:
            before = self.path.read_bytes() if self.path.is_file() else None
            self.path.parent.mkdir(parents=True, exist_ok=True)
            act()
            self._last_change = before, self._content()
        except PolicyError as error:
            self.trouble.emit(error)
        except OSError as error:
            reason = error.strerror or error
            self.trouble.emit(PolicyError(f"{self.path} cannot be written: {reason}."))
        else:
            self.read_again()

    def _content(self) -> bytes | None:
        """What the file holds; None where there is none to read."""
        try:
            return self.path.read_bytes()
        except OSError:
            return None

    def _watch(self) -> None:
        """An editor may put another file in the place of the one that is watched."""
        wanted = [str(each) for each in (self.path, self.path.parent) if each.exists()]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [each for each in wanted if each not in watched]
        if missing:
            self._watcher.addPaths(missing)
