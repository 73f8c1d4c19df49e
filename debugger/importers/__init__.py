"""Imports: one format a module; what is read becomes calls of a session, and what is not is told by its place."""

from __future__ import annotations

from debugger.importers.formats import importers
from debugger.importers.gathering import Step, gathered, items
from debugger.importers.imported import Imported, Input, PassedOver, Unread
from debugger.importers.storing import Tally, store
from debugger.importers.wording import not_imported, summary

__all__ = [
    "Imported",
    "Input",
    "PassedOver",
    "Step",
    "Tally",
    "Unread",
    "gathered",
    "importers",
    "items",
    "not_imported",
    "store",
    "summary",
]
