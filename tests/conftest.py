"""Qt for the tests that show a window, offscreen; and a plain word at the end when Qt is not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("any-machine", deadline=None)
hypothesis.settings.load_profile("any-machine")
_SCREEN = Path(__file__).with_name("screen.json")
"""An ordinary screen: Qt's own offscreen one is 800 pixels square, in which no window has its size."""
_CONFIGURED = (
    "" if ":" in str(_SCREEN) else f":configfile={_SCREEN}"
)  # where a path has none, as on Windows
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen{_CONFIGURED}")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

try:
    import_module("PySide6.QtWidgets")
except ImportError as error:
    if os.environ.get("REQUIRE_QT"):
        raise
    QT_MISSING = str(error)
    collect_ignore = ["window", "end2end/test_window.py"]
    pytest_plugins = ["tests.node_sdks"]
else:
    QT_MISSING = ""
    pytest_plugins = ["tests.node_sdks", "pytestqt.plugin", "tests.qt_application"]


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the certificate authority of these tests away from the person's own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning that Qt prints fails the window's tests; one process installs Node's packages and has Chromium."""
    for item in items:
        if "window" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
        if "node" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("node"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was not run, where Qt cannot load."""
    if QT_MISSING:
        terminalreporter.section("the window's tests were NOT run")
        terminalreporter.line(f"Qt does not load here: {QT_MISSING}")
