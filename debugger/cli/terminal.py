"""Writing to a terminal or a pipe: captured text made visible, colour where it is wanted, quiet endings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from debugger.errors import ExportError
from debugger.findings import Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to `stream`: a terminal, and NO_COLOR is not set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def severity_word(severity: Severity, *, colour: bool) -> str:
    """`error`, `warning` or `advice`, in its colour."""
    return in_colour(severity.word, severity) if colour else severity.word


def in_colour(text: str, severity: Severity) -> str:
    """`text` in the colour of a severity."""
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m"


def subdued(text: str) -> str:
    """`text` that stands back behind what it surrounds."""
    return f"\x1b[2m{text}\x1b[0m"


def counted(count: int, singular: str, plural: str) -> str:
    """`1 event`, `12,000 events`."""
    return f"{count:,} {singular if count == 1 else plural}"


def counted_by_severity(counts: Mapping[Severity, int]) -> str:
    """`2 errors, 1 warning`, the worst first; empty when nothing is counted."""
    return ", ".join(
        counted(counts[severity], severity.word, _PLURALS[severity])
        for severity in reversed(Severity)
        if counts.get(severity)
    )


def show_what_cannot_be_encoded(stream: TextIO) -> None:
    r"""Lets `stream`, where it is not UTF-8, write `\u20ac` for what it has no character for."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


@contextmanager
def until_reader_leaves() -> Iterator[None]:
    """Ends the block quietly when the program that reads our output has ended, as `head` does.

    Raises `ExportError` where standard output cannot be written for another reason.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        raise ExportError(
            f"Standard output cannot be written: {error.strerror or error}.", "Write elsewhere."
        ) from error


def _discard_output() -> None:
    """Python flushes once more at exit, and would complain then."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
