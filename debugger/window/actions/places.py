"""Keys that belong to what has the keyboard; those that hold everywhere are the actions'."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or several that do the same, and what they do."""

    keys: str
    """As the sheet writes them: `Shift+↑ ↓`."""
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the window, and what keys do in it."""

    name: str
    keys: tuple[Key, ...]


PLACES = (
    Place(
        "In the list",
        (
            Key("↑ ↓", "Select the call above or below; while it follows, the newest"),
            Key("Home", "Go to the oldest call"),
            Key("Page Up  Page Down", "Select the call a page above or below"),
            Key("Shift+↑ ↓", "Select several calls, to compare, mark, export or copy them"),
            Key("Enter", "Go to the payload of the selected call; F12 goes back"),
            Key("Ctrl+C", "Copy the selected call's payload exactly as it was sent"),
            Key("Ctrl+A", "Select all calls in the list"),
            Key("← →", "Go to another cell of the row, which its menu is about"),
        ),
    ),
    Place(
        "In the payload",
        (
            Key("Enter", "Go to the finding of the line; where there are several, to each in turn"),
            Key("/", "Find a text"),
            Key("Shift+↑ ↓", "Select lines; Ctrl+C copies them exactly as they were sent"),
        ),
    ),
    Place(
        "In the line that finds",
        (
            Key("Enter  Shift+Enter", "Go to the next match, or the one before"),
            Key("Esc", "Go back to the payload"),
        ),
    ),
    Place(
        "In the tree, the table, the inspectors and the findings",
        (
            Key("Enter", "Go to the line in the payload"),
            Key("← →", "Fold or unfold an object or array"),
            Key("Ctrl+C", "Copy the row: name and value, or the whole finding"),
        ),
    ),
    Place(
        "In the pinned fields",
        (
            Key("Enter", "Go to the line in the payload"),
            Key("Del", "Take the pin out"),
            Key("Ctrl+C", "Copy name and value"),
        ),
    ),
    Place(
        "In the timeline",
        (
            Key("← →", "Go to the bar before or after; it is read out"),
            Key("Shift+← →", "Select a stretch of time, which becomes a part of the filter"),
            Key("Enter", "Select the time of the bar"),
            Key("+  -", "Look nearer, or at more"),
            Key("0", "Look at all"),
            Key("Esc", "Give the stretch up, then the nearer look"),
        ),
    ),
    Place(
        "In the filter",
        (
            Key("↓  Enter", "Choose among what fits"),
            Key("Esc", "Show all calls again, and go back to the list"),
        ),
    ),
    Place(
        "In the groups and the deliveries",
        (
            Key("↑ ↓", "Look into the group or message above or below"),
            Key("Enter", "Filter the list for the group; on a call, go to it"),
            Key("Esc", "Close"),
        ),
    ),
    Place(
        "In the columns",
        (
            Key("Space", "Show or hide the column"),
            Key("Alt+↑ ↓", "Move the column to the left or right"),
            Key("Alt+← →", "Make the column narrower or wider"),
            Key("Del", "Take a path's column away"),
        ),
    ),
    Place(
        "In the palette",
        (
            Key("↑ ↓", "Choose while typing"),
            Key("Enter", "Do it, or go there"),
            Key("Esc", "Leave all as it was"),
        ),
    ),
    Place(
        "In dialogs",
        (
            Key("Tab  Shift+Tab", "Go to the next part, or the one before"),
            Key("Space", "Press the button, tick the box"),
            Key("Ctrl+Enter", "Save a note"),
            Key("Esc", "Close"),
        ),
    ),
)  # fmt: skip
