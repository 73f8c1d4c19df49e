"""The project's settings file, `.track-debugger.toml`, as TOML: found, loaded and saved.

[rules]
event-style = "silent"              # error, warning, advice or silent

[[overrides]]
event = "Walk Booked"               # the name of an event, page or screen
source = "analytics.js"             # the library that sends; one of the two is enough
rules = {revenue-missing = "error"}

[redaction]                         # of what leaves the machine: exports, what is sent again elsewhere
rules = ["key", "email"]            # all of them where none is named
paths = ["/properties/order_id"]    # masked whatever stands there
"""

from __future__ import annotations

import os
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import ParseError, TOMLKitError

from debugger.errors import PolicyError
from debugger.payload.text import visible

NAME = ".track-debugger.toml"

RULES, OVERRIDES, REDACTION = "rules", "overrides", "redaction"
"""The tables of the file."""

_LARGEST = 1024 * 1024
"""Bytes; a larger file is none of settings."""


def find(folder: Path) -> Path | None:
    """The settings file of the project that `folder` lies in: its own, or the nearest above."""
    for each in (folder, *folder.parents):
        path = each / NAME
        if path.is_file():
            return path
    return None


def load(path: Path) -> TOMLDocument:
    """The file's TOML. Raises `PolicyError` where it cannot be read as such."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise PolicyError(f"{path} is too large for a file of settings.")
        return tomlkit.parse(content.decode())
    except OSError as error:
        raise PolicyError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the file, or leave it out."
        ) from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path} cannot be read: it is not UTF-8.") from error
    except ParseError as error:
        said = str(error).partition(" at line")[0]
        raise PolicyError(
            f"{path} is not TOML at line {error.line}, column {error.col}: {visible(said)}.",
            'Mend the line; rules are set as name = "silent".',
        ) from error
    except TOMLKitError as error:
        raise PolicyError(f"{path} is not TOML: {visible(str(error))}.") from error


def save(path: Path, document: TOMLDocument) -> None:
    """Puts the TOML in the place of the file's. Raises `PolicyError` where it cannot be written."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        temporary.write_text(tomlkit.dumps(document), encoding="utf-8")
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PolicyError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Choose another place for the settings of the rules.",
        ) from error
