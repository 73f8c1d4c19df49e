"""The one QApplication of a test run, made as the program makes it: with its fonts and style."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from debugger.window.app import create_application


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """What pytest-qt makes its application of."""
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type[QApplication]) -> Iterator[QApplication]:  # noqa: ARG001
    """The application, in place of pytest-qt's own.

    Offscreen, Qt lets go of what was copied when the process ends, after Python: that would crash.
    """
    made = create_application(qapp_args)
    yield made
    made.clipboard().clear()
