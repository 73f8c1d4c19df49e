"""The Event inspector: what the call is, and whose."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import belongs_to_event
from debugger.window.panels.inspector import Inspector


def event_panel(theme: Theme, parent: QWidget | None = None) -> Inspector:
    """An inspector of the name, the identity and the times."""
    return Inspector(
        theme,
        name="Event",
        nothing="This is not a message, so it has no name and no user. Its bytes are under Raw.",
        fields=lambda prepared: prepared.event_fields,
        owns=belongs_to_event,
        parent=parent,
    )
