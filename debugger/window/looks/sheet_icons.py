"""Icons of the style sheet, which can only name files: written in a theme's colours, gone with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from debugger.window.looks import icons
from debugger.window.looks.theme import Theme


def files(theme: Theme) -> dict[str, str]:
    """The file of each icon by its name in the style sheet, as a path with forward slashes."""
    wanted = {
        "icon_down": ("chevron-down", theme.muted),
        "icon_right": ("chevron-right", theme.muted),
        "icon_warning": ("triangle-alert", theme.warning),
        "icon_question": ("info", theme.advice),
        "icon_error": ("circle-x", theme.error),
        "icon_up": ("chevron-up", theme.muted),
        "icon_clear": ("x", theme.muted),
        "icon_check": ("check", theme.on_accent),
        "icon_on": ("circle-dot", theme.accent),
        "icon_off": ("circle", theme.muted),
    }
    return {name: _written(*icon).as_posix() for name, icon in wanted.items()}


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="track-debugger-icons-")


@cache
def _written(name: str, colour: str) -> Path:
    path = Path(_folder().name) / f"{name}-{colour[1:]}.svg"
    path.write_text(icons.coloured(name, colour), encoding="utf-8")
    return path
