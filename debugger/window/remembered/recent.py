"""The files that were opened last, as far as they are still there."""

from __future__ import annotations

import json
from pathlib import Path

from debugger.window.remembered.settings import Settings

MOST = 10
_NAME = "files/recent"


def recent(settings: Settings) -> list[Path]:
    """The last ten, the newest first; those that are gone are left out."""
    try:
        names = json.loads(settings.text(_NAME, "[]"))
    except ValueError:
        return []
    paths = (
        [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []
    )
    return [path for path in paths if path.is_file()][:MOST]


def remember(path: Path, settings: Settings) -> None:
    """Puts a file at the top."""
    absolute = path.absolute()
    others = [each for each in recent(settings) if each != absolute]
    settings.keep(_NAME, json.dumps([str(each) for each in [absolute, *others][:MOST]]))
    settings.save()


def forget_all(settings: Settings) -> None:
    """Empties the list; no file is touched."""
    settings.keep(_NAME, "[]")
    settings.save()
