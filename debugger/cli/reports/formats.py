"""Finds the formats of reports: the modules of this folder that have a `NAME` and a `REPORT`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TextIO

import debugger.cli.reports as room
from debugger.cli.reports.report import Checking, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to report."""

    name: str
    """As the command line has it."""
    title: str
    """What it is for, in a sentence."""
    report: Callable[[TextIO, Checking], Report]


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    found = {}
    for each in iter_modules(room.__path__, f"{room.__name__}."):
        module = import_module(each.name)
        name = getattr(module, "NAME", None)
        if name:
            title = (module.__doc__ or "").partition("\n")[0].partition(": ")[2]
            found[name] = Format(name=name, title=title, report=module.REPORT)
    return found
