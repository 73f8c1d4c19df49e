"""CSV: a row an event, with columns of your choice, for spreadsheets and data tools.

What a spreadsheet would take for a formula stands behind an apostrophe, which it then does not show
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from debugger.export import columns
from debugger.export.columns import Value, reader_of
from debugger.export.content import Content
from debugger.payload.text import storable

SUFFIX = ".csv"

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(content: Content, file: BinaryIO) -> Iterator[int]:
    """Writes the names of the columns, then a row for each event, and yields how many are written."""
    chosen = content.options.columns or columns.DEFAULT
    row_of = reader_of(chosen)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text, lineterminator="\r\n")
        rows.writerow([_cell(column) for column in chosen])
        for written, event in enumerate(content.events(), 1):
            rows.writerow([_cell(value) for value in row_of(event)])
            yield written
    finally:
        text.detach()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = storable(value).replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
