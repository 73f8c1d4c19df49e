"""The Properties inspector: the reserved ones beside what the spec expects, and the person's own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debugger.window.looks.theme import Theme
from debugger.window.models.prepared import belongs_to_properties
from debugger.window.panels.inspector import Inspector


def properties_panel(theme: Theme, parent: QWidget | None = None) -> Inspector:
    """An inspector of `properties`, or of the `traits` of calls that have those."""
    return Inspector(
        theme,
        name="Properties",
        nothing="This call has no properties.",
        fields=lambda prepared: prepared.property_fields,
        owns=belongs_to_properties,
        parent=parent,
    )
