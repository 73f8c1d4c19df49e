"""Tells what values mean, in a thread: the names of languages and the user agents take a moment to load."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject

from debugger.events import Message
from debugger.meaning import meaning
from debugger.payload import pointer
from debugger.window.background.asking import Asking
from debugger.wire.masking import KeyMask


@dataclass(frozen=True, slots=True)
class Question:
    """A value of a message, by its JSON Pointer."""

    place: str
    message: Message
    mask: KeyMask | None


def answer(question: Question) -> tuple[str, ...]:
    """What the value means, with the write keys in it masked."""
    value = value_at(question.message.fields, question.place)
    mask = question.mask
    if mask is not None and isinstance(value, str):
        value = masked(question.place, value, mask)
    told = meaning(question.place, value, question.message, now=time.time_ns() // 1000)
    return told if mask is None else tuple(map(mask.masked, told))


def masked(place: str, value: str, mask: KeyMask) -> str:
    """A text with its write keys masked, that by its name included."""
    before = f'"{pointer.split(place)[-1]}":"' if place else ""
    return mask.masked(before + value).removeprefix(before)


def value_at(document: object, place: str) -> object:
    """The value at a JSON Pointer; None also where there is none."""
    for token in pointer.split(place):
        if isinstance(document, dict):
            document = document.get(token)
        elif isinstance(document, list) and token.isdecimal() and int(token) < len(document):
            document = document[int(token)]
        else:
            return None
    return document


def explaining(parent: QObject) -> Asking[Question]:
    """Answers such questions in a thread."""
    return Asking(lambda question, _is_wanted: answer(question), parent)
