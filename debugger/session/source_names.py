"""All that a source may be called by who filters: SDK, write key, and the name the person gave it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from debugger.events import Source
from debugger.session.rows import label
from debugger.wire import keys


@dataclass(frozen=True, slots=True)
class SourceNames:
    """What one source is called."""

    source: Source
    name: str = ""
    """The one that the person gave; empty where none was given."""

    @property
    def label(self) -> str:
        """As the list shows its SDK: `analytics.js 2.11.1`."""
        return label(self.source)

    @property
    def shown(self) -> tuple[str, ...]:
        """What a text is looked for in."""
        return (self.label, self.name)

    @property
    def library(self) -> str:
        """The SDK as the list has it, without its version."""
        return label(Source(library=self.source.library))

    def texts(self, field: str) -> tuple[str, ...]:
        """What the field `source`, `library`, `version` or `key` of a filter is compared with."""
        written = (self.source.write_key, keys.masked(self.source.write_key))
        libraries = (self.source.library, self.library)
        return {
            "library": libraries,
            "version": (self.source.version,),
            "key": written,
            "source": (self.name, self.label, *libraries, *written),
        }[field]


def all_sources(connection: sqlite3.Connection) -> dict[int, SourceNames]:
    """Every source of a session by its number."""
    found = connection.execute(
        "SELECT id, write_key, library, version, coalesce(name, '') "
        "FROM sources LEFT JOIN source_labels USING (write_key, library)"
    )
    return {
        number: SourceNames(Source(write_key=key, library=library, version=version), name)
        for number, key, library, version, name in found.fetchall()
    }
