"""Changes one setting in the file and leaves its other lines, and its comments, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from debugger.policy.file import OVERRIDES, RULES, load, save
from debugger.policy.policy import Adjustment

_HEADER = "What this project makes of Track Debugger's rules: error, warning, advice or silent."


def adjust(path: Path, adjustment: Adjustment) -> None:
    """Writes an adjustment into the file, which is made where there is none; its other lines stay as they are.

    Raises `PolicyError` where the file cannot be read or written.
    """
    document = load(path) if path.exists() else _new_document()
    _forget(document, adjustment)
    _rules_for(document, adjustment)[adjustment.rule] = adjustment.setting.value
    save(path, document)


def forget(path: Path, adjustment: Adjustment) -> None:
    """Takes an adjustment out of the file, so that the rule is again what it was without it.

    Raises `PolicyError` where the file cannot be read or written.
    """
    document = load(path)
    _forget(document, adjustment)
    save(path, document)


def _new_document() -> TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    return document


def _rules_for(document: TOMLDocument, adjustment: Adjustment) -> Any:  # noqa: ANN401 - tomlkit has several kinds of table
    """The table of rules that the adjustment belongs into; made where there is none."""
    if not adjustment.narrowness:
        if RULES not in document:
            table = tomlkit.table()
            if OVERRIDES in document:  # a table below them would seem to be one of theirs
                overrides = document.pop(OVERRIDES)
                document.add(RULES, table)
                document.add(OVERRIDES, overrides)
            else:
                document.add(RULES, table)
        return document[RULES]
    found = next(_overrides_of(document, adjustment), None)
    if found is None:
        found = tomlkit.table()
        for name in ("event", "source"):
            value = getattr(adjustment, name)
            if value is not None:
                found.add(name, value)
        if OVERRIDES not in document:
            document.add(OVERRIDES, tomlkit.aot())
        document[OVERRIDES].append(found)
        found = document[OVERRIDES][-1]
    if RULES not in found:
        found.add(RULES, tomlkit.inline_table())
    return found[RULES]


def _overrides_of(document: TOMLDocument, adjustment: Adjustment) -> Iterator[Any]:
    for override in document.get(OVERRIDES, ()):
        if (override.get("event"), override.get("source")) == (adjustment.event, adjustment.source):
            yield override


def _forget(document: TOMLDocument, adjustment: Adjustment) -> None:
    """Takes out what is set for the same place; an override or table left without rules goes with it."""
    if not adjustment.narrowness:
        holders: list[Any] = [document]
    else:
        holders = list(_overrides_of(document, adjustment))
    for holder in holders:
        table = holder.get(RULES)
        if table is not None:
            table.pop(adjustment.rule, None)
    if adjustment.narrowness and OVERRIDES in document:
        overrides: Any = document[OVERRIDES]
        for index in reversed(range(len(overrides))):
            if not overrides[index].get(RULES):
                del overrides[index]
        if not overrides:
            document.pop(OVERRIDES)
