"""What the importers' tests import: real files, put into real sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from debugger.importers import Tally, gathered, store
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent

NOW = 1_800_000_000_000_000
"""Microseconds since 1970-01-01 UTC."""

ImportFiles = Callable[..., tuple[Tally, Sequence[StoredEvent]]]


@pytest.fixture
def import_files(tmp_path: Path) -> ImportFiles:
    """Imports files into `imported.tdsession`; what was done, and all events that the session holds."""

    def imported(*paths: Path) -> tuple[Tally, Sequence[StoredEvent]]:
        session = tmp_path / "imported.tdsession"
        *_, tally = store(gathered(paths, now=NOW), session)
        with closing(SessionReader.open(session)) as reader:
            return tally, tuple(reader.events(1, reader.newest()))

    return imported
