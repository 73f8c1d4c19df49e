"""Reads what a settings file says, and says where it cannot be meant so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from debugger.errors import PolicyError
from debugger.payload.text import elided, visible
from debugger.policy.file import OVERRIDES, REDACTION, RULES, load
from debugger.policy.policy import Adjustment, Policy, Setting
from debugger.policy.private import private_of
from debugger.redaction import Redaction
from debugger.spec import rule, rules


def read(path: Path) -> Policy:
    """What the file says of the rules. Raises `PolicyError` that names the place, where it cannot be meant so."""
    return read_whole(path)[0]


def read_whole(path: Path) -> tuple[Policy, Redaction | None]:
    """What the file says of the rules, and of what is private, at one moment. Raises `PolicyError` as `read`."""
    content = load(path).unwrap()
    _check_names(path, content)
    private = private_of(path, content)
    return Policy(tuple(_adjustments(path, content))), private


def _check_names(path: Path, content: Mapping[str, object]) -> None:
    for name in content:
        if name not in {RULES, OVERRIDES, REDACTION}:
            raise PolicyError(
                f"{path}: {_shown(name)} is no setting.",
                f"There are [{RULES}], [[{OVERRIDES}]] and [{REDACTION}].",
            )


def _adjustments(path: Path, content: Mapping[str, object]) -> Iterator[Adjustment]:
    yield from _in_table(path, content.get(RULES, {}), f"[{RULES}]")
    overrides = content.get(OVERRIDES, [])
    if not isinstance(overrides, list):
        raise PolicyError(f"{path}: {OVERRIDES} is no list.", f"Write it as [[{OVERRIDES}]].")
    for number, override in enumerate(overrides, 1):
        yield from _in_override(path, override, f"[[{OVERRIDES}]] number {number}")


def _in_override(path: Path, override: object, place: str) -> Iterator[Adjustment]:
    if not isinstance(override, dict):
        raise PolicyError(f"{path}: {place} is no table.")
    unknown = override.keys() - {"event", "source", RULES}
    if unknown:
        raise PolicyError(
            f"{path}: {place} has {_shown(min(unknown))}, which is no setting.",
            "An override has event, source and rules.",
        )
    scope: dict[str, str] = {}
    for name in ("event", "source"):
        value = override.get(name)
        if value is not None and not isinstance(value, str):
            raise PolicyError(f"{path}: {name} in {place} is no string.")
        if value is not None:
            scope[name] = value
    if not scope:
        raise PolicyError(
            f"{path}: {place} names neither an event nor a source.",
            f"Add one, or move its rules to [{RULES}].",
        )
    yield from _in_table(path, override.get(RULES, {}), place, **scope)


def _in_table(path: Path, table: object, place: str, **scope: str) -> Iterator[Adjustment]:
    if not isinstance(table, dict):
        raise PolicyError(f"{path}: the rules of {place} are no table.")
    for name, value in table.items():
        if rule(name) is None:
            raise PolicyError(
                f"{path}: no rule is called {_shown(name)} ({place}).", _nearest(name)
            )
        if value not in set(Setting):
            raise PolicyError(
                f"{path}: {name} is {_shown(str(value))} ({place}).",
                "A rule is an error, a warning, advice or silent.",
            )
        yield Adjustment(rule=name, setting=Setting(value), **scope)


def _nearest(name: str) -> str:
    near = get_close_matches(name, [each.id for each in rules()], n=1)
    return f"Did you mean {near[0]}?" if near else "track-debugger rules lists them."


def _shown(text: str) -> str:
    return f'"{visible(elided(text, 60))}"'
