"""Exports: one format a module, each with a `SUFFIX` and `write`; written to a file whole or not at all."""

from __future__ import annotations

from debugger.export.about import About
from debugger.export.content import Content
from debugger.export.formats import Format, formats
from debugger.export.options import Options
from debugger.export.saving import save

__all__ = ["About", "Content", "Format", "Options", "formats", "save"]
