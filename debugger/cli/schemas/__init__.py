"""The schema of events as text, JSON and JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO

from debugger.cli.schemas import as_json, as_json_schema, as_text
from debugger.cli.schemas.told import Told

FORMATS: Mapping[str, Callable[[Told, TextIO], None]] = {
    "text": as_text.write,
    "json": as_json.write,
    "json-schema": as_json_schema.write,
}

__all__ = ["FORMATS", "Told"]
