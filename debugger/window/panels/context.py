"""The Context inspector: every documented field, present or not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import belongs_to_context
from debugger.window.panels.inspector import Inspector


def context_panel(theme: Theme, parent: QWidget | None = None) -> Inspector:
    """An inspector of `context`."""
    return Inspector(
        theme,
        name="Context",
        nothing="This is not a message, so it has no context.",
        fields=lambda prepared: prepared.context_fields,
        owns=belongs_to_context,
        parent=parent,
    )
