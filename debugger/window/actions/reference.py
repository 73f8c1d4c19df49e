"""The reference of the keys, which docs/keyboard.md is made of: no Qt is needed to write it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from debugger.window.actions.places import PLACES
from debugger.window.actions.spec import ActionSpec, plain
from debugger.window.actions.table import ACTIONS

_INTRODUCTION = """\
# The window by the keyboard

<!-- Written by `make docs` from debugger/window/actions: edit that. -->

Everything in the window can be done without a mouse. `?` or `F1` shows these keys in the window, and `Ctrl+K`
finds any action by a few letters, with its key. On macOS `Ctrl` is ⌘.

`Tab` goes from part to part: the list, the tabs and pages of the call, the sources, the bar at the top, the
filter, the timeline. What has the keyboard is outlined, in every theme by 3:1 or more. A single letter is a key
only where no text is typed; in the filter it is a letter.

`Shift+F10`, or the key with a menu on it, opens the menu of what has the keyboard, as a right click does: on a
value, to filter for it, filter it out, make it a column, copy it or its path; on a row of the list, the same for
each of its cells, and what is done with the call; on a finding, to silence it or change what it matters.
"""

_CLOSING = """\
## What a screen reader says

The list, the findings, the tables and the trees tell each row as one sentence: of a call its time, type, name,
user, source, findings, and what Segment would do with it; of a finding its severity, its JSON Pointer, what is
wrong and how to mend it. The timeline says how many calls there are, how many of them with errors, and when most
came; with the arrows it says each bar. Every part that takes the keyboard has a name. What a colour says is said
by a shape, a number or a word as well.

## Text and colours

`Ctrl++` and `Ctrl+-` draw text, rows and icons from 80% to 200%, `Ctrl+0` at 100%; it is remembered. Text has
4.5:1 against its ground in the light and the dark theme, and 7:1 in the one of high contrast (`Ctrl+Alt+3`),
which is taken by itself where the system asks for it.
"""


def markdown() -> str:
    """The whole of docs/keyboard.md."""
    lines = chain([_INTRODUCTION], _everywhere(), _in_places(), [_CLOSING.rstrip()])
    return "\n".join(lines) + "\n"


def _everywhere() -> Iterator[str]:
    yield "## Everywhere"
    yield ""
    for menu in dict.fromkeys(spec.menu for spec in ACTIONS):
        yield f"### {plain(menu)}"
        yield ""
        yield "| action | key | what it does |"
        yield "|---|---|---|"
        for spec in ACTIONS:
            if spec.menu == menu:
                yield f"| {plain(spec.text)} | {_keys(spec)} | {spec.tip} |"
        yield ""


def _in_places() -> Iterator[str]:
    for place in PLACES:
        yield f"## {place.name}"
        yield ""
        yield "| key | what it does |"
        yield "|---|---|"
        for key in place.keys:
            yield f"| {_code(key.keys)} | {key.words} |"
        yield ""


def _keys(spec: ActionSpec) -> str:
    return _code("  ".join((spec.key, *spec.also)))


def _code(keys: str) -> str:
    """Two spaces part keys that do different things."""
    return " ".join(f"`{each}`" for each in keys.split("  ") if each)
