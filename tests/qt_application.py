"""The one QApplication of a test run, made as the program makes it: with its fonts and style."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from debugger.window.app import create_application


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """What pytest-qt makes its application of."""
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type[QApplication]) -> QApplication:  # noqa: ARG001
    """The application, in place of pytest-qt's own."""
    return create_application(qapp_args)
