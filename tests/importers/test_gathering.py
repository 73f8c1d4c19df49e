"""Files and folders: each is read by what is in it, and nothing is skipped without a word."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.errors import ImportFileError
from debugger.importers import Imported, Unread, gathered
from tests.importers.conftest import NOW, ImportFiles

TRACK = b'{"type":"track","event":"Signed Up","userId":"u"}'


def test_a_folder_is_read_file_by_file(tmp_path: Path, import_files: ImportFiles) -> None:
    folder = tmp_path / "captured"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.json", "a.ndjson", "inner/c.jsonl", "inner/photo.png", "notes.md"):
        (folder / name).write_bytes(TRACK)
    tally, events = import_files(folder)
    assert [event.request.path for event in events] == [
        "captured/a.ndjson:1",
        "captured/b.json:1",
        "captured/inner/c.jsonl:1",
    ]
    assert [(each.place, each.count) for each in tally.passed_over] == [
        ("captured", 1),
        ("captured/inner", 1),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04rest", "it is an archive"),
        (b"\xff\xfe{\x00", "UTF-16"),
        (pickle.dumps([{"type": "track"}]), "a pickle of Python"),
        (b"ELF\0\0", "neither text nor a session"),
        (b"SQLite format 3\0 but no more", "sqlite.json"),
        (gzip.compress(TRACK, mtime=0)[:-12], "cannot be read further"),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, import_files: ImportFiles, content: bytes, reason: str
) -> None:
    (tmp_path / "sqlite.json").write_bytes(content)
    (tmp_path / "good.json").write_bytes(TRACK)
    tally, events = import_files(tmp_path / "sqlite.json", tmp_path / "good.json")
    assert [event.payload for event in events] == [TRACK]
    assert [each.place for each in tally.places] == ["sqlite.json"]
    assert reason in tally.places[0].reason


def test_a_name_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(TRACK)
    with pytest.raises(ImportFileError, match=r"missing\.json cannot be read"):
        next(gathered([tmp_path / "good.json", tmp_path / "missing.json"], now=NOW))


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b'{"log"', b"\x1f\x8b", b"["]))
def test_no_file_stops_the_import(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(start + content)
    for step in gathered([file], now=NOW):
        assert isinstance(step.item, Imported | Unread)
        assert 0 <= step.done <= 1
