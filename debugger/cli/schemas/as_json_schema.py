"""JSON Schema (2020-12), for validators and generators of code."""

from __future__ import annotations

import json
from typing import TextIO

from debugger.cli.schemas.told import Told
from debugger.schema.json_schema import json_schema


def write(told: Told, output: TextIO) -> None:
    """Writes one document that tells the events apart by their type and name."""
    output.write(json.dumps(json_schema(told.events), indent=2) + "\n")
