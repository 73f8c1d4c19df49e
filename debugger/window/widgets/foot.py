"""The buttons at a dialog's foot, in one row: the main action and the way out stand together at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QWidget

from debugger.window.looks.appearance import GRID


def foot(
    main: QPushButton,
    leave: QPushButton,
    *,
    others: Sequence[QPushButton] = (),
    beside: Sequence[QWidget] = (),
) -> QHBoxLayout:
    """Puts the dialog's main action, other ones and the way out in the order that the platform has them in.

    `beside` stands at the left: a sentence, or buttons that are beside the point.
    """
    main.setDefault(True)
    hidden = [each for each in (main, *others) if _is_hidden(each)]
    box = QDialogButtonBox()
    box.addButton(main, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
    for other in others:
        box.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
    for button in (leave, *others):
        button.setAutoDefault(False)
    for button in hidden:  # a box shows what it is given
        button.hide()
    row = QHBoxLayout()
    row.setSpacing(2 * GRID)
    for widget in beside:
        row.addWidget(widget, int(isinstance(widget, QLabel)))
    row.addStretch()
    row.addWidget(box)
    return row


def _is_hidden(button: QPushButton) -> bool:
    """Whether somebody hid it: one that was never shown is not visible either."""
    return button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
