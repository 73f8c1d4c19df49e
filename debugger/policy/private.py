"""Reads what a settings file says is private: which rules mask what leaves the machine, and which places beside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from debugger.errors import PolicyError, UsageError
from debugger.payload.text import elided, visible
from debugger.policy.file import REDACTION, load
from debugger.redaction import RULES, Redaction

_RULES, _PATHS = "rules", "paths"


def private_in(path: Path) -> Redaction | None:
    """What the file says is private: all rules where it names none. None where it says nothing of it.

    Raises `PolicyError` that names the place, where it cannot be meant so.
    """
    return private_of(path, load(path).unwrap())


def private_of(path: Path, content: Mapping[str, object]) -> Redaction | None:
    """The same of what the file holds."""
    if REDACTION not in content:
        return None
    table = content[REDACTION]
    if not isinstance(table, dict):
        raise PolicyError(f"{path}: {REDACTION} is no table.", f"Write it as [{REDACTION}].")
    unknown = table.keys() - {_RULES, _PATHS}
    if unknown:
        raise PolicyError(
            f'{path}: [{REDACTION}] has "{visible(elided(min(unknown), 60))}", which is no setting.',
            f"It has {_RULES} and {_PATHS}.",
        )
    try:
        return Redaction.chosen(
            _texts(path, _RULES, table.get(_RULES, list(RULES))),
            _texts(path, _PATHS, table.get(_PATHS, [])),
        )
    except UsageError as error:
        raise PolicyError(f"{path}: {visible(error.message)}", error.remedy) from error


def _texts(path: Path, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise PolicyError(
            f"{path}: {name} of [{REDACTION}] is no list of texts.",
            'Write it as ["one", "two"].',
        )
    return value
