"""What the person calls sources: kept in the session, and remembered for those that come."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QObject

from debugger.session.labels import LONGEST_NAME, SourceLabel
from debugger.session.reader import SessionReader
from debugger.sources.colours import COLOURS
from debugger.sources.sender import NO_LABEL, Label, Sender
from debugger.window.capturing.capture import Capture
from debugger.window.remembered.settings import Settings
from debugger.wire.keys import fingerprint


class SourceLabels(QObject):
    """The labels in force. The receiver writes them into the session, the settings keep them beyond it."""

    def __init__(self, capture: Capture, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capture = capture
        self._settings = settings
        self.of: dict[Sender, Label] = {}
        """What is known of the senders that were met."""

    def read_from(self, reader: SessionReader) -> None:
        """Takes what another session says. Raises `SessionError` where it cannot be read."""
        self.of = {
            Sender(write_key=each.write_key, library=each.library): _sound(each.name, each.colour)
            for each in reader.source_labels()
        }

    def meet(self, senders: Iterable[Sender]) -> bool:
        """Gives sources that the session says nothing of what is remembered of them; whether that is anything."""
        anything = False
        for sender in senders:
            if sender not in self.of:
                self.of[sender] = remembered = self._remembered(sender)
                if remembered:
                    anything = True
                    self._tell(sender, remembered)
        return anything

    def give(self, sender: Sender, label: Label) -> None:
        """The person calls a source so from now on; an empty label leaves it to the program again."""
        label = _sound(label.name, label.colour)
        self.of[sender] = label
        self._settings.keep(
            _place(sender),
            json.dumps({"name": label.name, "colour": label.colour}) if label else "",
        )
        self._settings.save()
        self._tell(sender, label)

    def _tell(self, sender: Sender, label: Label) -> None:
        self._capture.label(
            SourceLabel(
                write_key=sender.write_key,
                library=sender.library,
                name=label.name,
                colour=label.colour,
            )
        )

    def _remembered(self, sender: Sender) -> Label:
        try:
            said = json.loads(self._settings.text(_place(sender), "{}") or "{}")
        except ValueError:
            return NO_LABEL
        if not isinstance(said, dict):
            return NO_LABEL
        name, colour = said.get("name", ""), said.get("colour", "")
        return (
            _sound(name, colour) if isinstance(name, str) and isinstance(colour, str) else NO_LABEL
        )


def _place(sender: Sender) -> str:
    """Its name in the settings, which hold no write key."""
    identity = "\0".join((sender.write_key, sender.library))
    return f"sources/{fingerprint(identity)}"


def _sound(name: str, colour: str) -> Label:
    return Label(name=name.strip()[:LONGEST_NAME], colour=colour if colour in COLOURS else "")
