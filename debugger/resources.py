"""The only place that knows where `resources/` is: in the wheel beside the code, in a checkout at the top."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PACKED = Path(str(files("debugger"))) / "_resources"


def resource(*parts: str) -> Path:
    """The file or folder at `parts` below `resources/`."""
    root = _PACKED if _PACKED.is_dir() else Path(__file__).resolve().parent.parent / "resources"
    return root.joinpath(*parts)
