"""Finds the export formats: the modules of this folder that have a `SUFFIX` and `write`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO

import debugger.export as room
from debugger.export.content import Content

Write = Callable[[Content, BinaryIO], Iterator[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write events to a file."""

    name: str
    """As the command line has it: the module's `NAME`, else the suffix without its dot."""
    suffix: str
    title: str
    """What it is for, in a sentence."""
    is_text: bool = True
    """Whether a clipboard can take it; the module's `IS_TEXT`."""
    write: Write
    """Writes the events as they come, yielding how many are written: close it to stop."""


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    found = {}
    for module in iter_modules(room.__path__, f"{room.__name__}."):
        exporter = import_module(module.name)
        suffix = getattr(exporter, "SUFFIX", None)
        if suffix:
            name = getattr(exporter, "NAME", suffix.removeprefix("."))
            title = (exporter.__doc__ or "").partition("\n")[0]
            found[name] = Format(
                name=name,
                suffix=suffix,
                title=title,
                is_text=getattr(exporter, "IS_TEXT", True),
                write=exporter.write,
            )
    return found
