"""Opens the window, already listening; says what to do where there is no display for it."""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from debugger.connection.diagnosis import causes
from debugger.resources import resource
from debugger.session.folder import sessions_folder
from debugger.spec import rules
from debugger.spec.semantic_events import semantic_events
from debugger.window.background.collecting import collecting_in_this_thread
from debugger.window.capturing.capture import DEFAULT_PORT
from debugger.window.commands.appearance import remembered_size
from debugger.window.looks.appearance import Appearance, ThemeChoice, interface_font, load_fonts
from debugger.window.looks.room import fit_on_screen
from debugger.window.main_window import MainWindow
from debugger.window.remembered.rule_settings import file_for
from debugger.window.remembered.settings import FILE_NAME, Settings, settings_file
from debugger.window.windows import Windows

_FAILED = 2
_SWITCH = 0.0005
"""Seconds that a thread may hold Python's lock while the window waits for it, for each of the hundreds of calls
that Qt makes in one painting; as Python has it, 5 ms.
"""
_NO_DISPLAY = (
    "track-debugger: There is no display to open a window on. Start it in a graphical session "
    "(DISPLAY or WAYLAND_DISPLAY must be set), or record without a window: track-debugger serve\n"
)
_NO_WINDOW = (
    "track-debugger: Qt cannot open a window here, as the lines above say. Check that DISPLAY or "
    "WAYLAND_DISPLAY names a display that runs, or record without a window: track-debugger serve\n"
)


def run(arguments: Namespace) -> int:
    """Shows the window until it is closed; returns the exit code, 2 where there is no display.

    Reads `files` (saved sessions to look at, without a capture), else `port` and `session` (a path, or
    None for a new session), and `temp` (forget everything at the end).
    """
    if not has_display(os.environ, sys.platform):
        sys.stderr.write(_NO_DISPLAY)
        return _FAILED
    with ExitStack() as stack:
        settings_path, sessions = settings_file(), sessions_folder()
        if getattr(arguments, "temp", False):
            scratch = Path(stack.enter_context(TemporaryDirectory(prefix="track-debugger-")))
            settings_path, sessions = scratch / FILE_NAME, scratch / "sessions"
        signals = stack.enter_context(_noted_signals())
        application = create_application(sys.argv[:1])
        settings = Settings(settings_path)
        stack.enter_context(collecting_in_this_thread())
        window = create_window(settings, sessions, file_for(Path.cwd()))
        if not settings.data("geometry"):
            fit_on_screen(window)
        notifier = QSocketNotifier(signals, QSocketNotifier.Type.Read, window)
        notifier.activated.connect(window.windows.close_all)
        files = [Path(each) for each in getattr(arguments, "files", [])]
        if files:
            window.look_at(files[0])
            window.files.open(files)
        else:
            port = DEFAULT_PORT if arguments.port is None else arguments.port
            session = Path(arguments.session) if arguments.session else None
            window.begin(port=port, session=session)
        window.show()
        if not files and not getattr(arguments, "temp", False):
            window.commands.welcome.offer()
        return int(application.exec())


def create_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with our name, icon, style and fonts."""
    sys.setswitchinterval(_SWITCH)
    before = qInstallMessageHandler(_explain_fatal)
    application = QApplication(arguments)
    qInstallMessageHandler(before)
    application.setOrganizationName("track-debugger")
    application.setApplicationName("track-debugger")
    application.setApplicationDisplayName("Track Debugger")
    application.setDesktopFileName("track-debugger")
    application.setWindowIcon(QIcon(str(resource("icons", "track-debugger.svg"))))
    application.setStyle("Fusion")
    load_fonts()
    application.setFont(interface_font())
    return application


def create_window(settings: Settings, sessions: Path, rules_file: Path) -> MainWindow:
    """The window in the theme that was chosen last; nothing runs yet."""
    for begin in (rules, semantic_events, causes, _fill_first):
        begin()  # before there are frames to be late
    chosen = settings.text("theme", ThemeChoice.SYSTEM.value)
    choice = ThemeChoice(chosen) if chosen in set(ThemeChoice) else ThemeChoice.SYSTEM
    appearance = Appearance(choice)
    appearance.scale_text(remembered_size(settings))
    windows = Windows(
        appearance=appearance, settings=settings, sessions=sessions, rules_file=rules_file
    )
    return windows.make()


def has_display(environment: os._Environ[str] | dict[str, str], platform: str) -> bool:
    """Whether a window can be shown: Linux needs X11 or Wayland, unless Qt is told another way."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _explain_fatal(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Where Qt would abort, since the display does not answer or a library is missing, says what to do."""
    sys.stderr.write(f"{text.strip()}\n" if kind is not QtMsgType.QtFatalMsg else _NO_WINDOW)
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.flush()
        os._exit(_FAILED)


def _fill_first() -> None:
    """With the first rectangle that is filled, PySide reads the names of Qt's gradients, which takes a frame."""
    picture = QPixmap(1, 1)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor())
    painter.end()


@contextmanager
def _noted_signals() -> Iterator[int]:
    """Yields a file that can be read once Ctrl+C or SIGTERM came, since Qt's loop runs no Python meanwhile.

    They are noted from before the first widget on: an exception out of a method that Qt calls ends the program.
    """
    receiving, sending = os.pipe()
    os.set_blocking(receiving, False)
    os.set_blocking(sending, False)
    awakened = signal.set_wakeup_fd(sending)
    previous = {
        name: signal.signal(name, lambda *_: None) for name in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield receiving
    finally:
        signal.set_wakeup_fd(awakened)
        for name, was in previous.items():
            signal.signal(name, was)
        os.close(receiving)
        os.close(sending)
