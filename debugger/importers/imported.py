"""What a file to import gives: requests with their messages, and the places that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from debugger.events import Message, Request
from debugger.session.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Something to import, opened to be read."""

    name: str
    """As places in it are named: `payloads.ndjson`."""
    file: BufferedReader[Any]
    now: int
    """Microseconds since 1970-01-01 UTC, for what does not say when it was received."""
    path: Path | None = None
    """None for standard input and the clipboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One request to put into a session, with the messages that it carried."""

    place: str
    """Where it stands: `payloads.ndjson:7`, `page.har: entry 3`."""
    request: Request
    messages: tuple[Message, ...]
    marks: tuple[Mark, ...] = ()
    """Of each message, where the person had put something on one of them; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A place that holds something which could not be imported."""

    place: str
    reason: str
    """In plain text, as the end of a sentence: `it is no JSON`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """What a file holds beside tracking calls, and rightly so: a page's images, requests to other hosts."""

    place: str
    count: int
    what: str
    """In the plural, in plain text: `requests that carry no calls`."""


Item = Imported | Unread | PassedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format of files."""

    name: str
    title: str
    """What it takes, in a sentence."""
    claims: Callable[[bytes], bool]
    """Whether a file is of this format, by its first bytes."""
    read: Callable[[Input], Iterator[Item]]
    """The items, as they are asked for. Raises `ImportFileError` where it cannot go on."""
