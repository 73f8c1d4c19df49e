"""`--filter` of `export` and `check`, and what `filters` tells of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from debugger.query.fields import FIELDS

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]

ORDER = b'{"type":"track","event":"Order Completed","userId":"u","properties":{"revenue":"19.99"}}'
HOME = b'{"type":"page","name":"Home","userId":"u"}'
LATER = b'{"type":"track","event":"Order Completed","userId":"u","properties":{"revenue":20}}'


def test_export_of_what_a_filter_finds(track_debugger: Run, record_session: RecordSession) -> None:
    session = str(record_session(ORDER, HOME, LATER))
    for query, numbers in (
        ("type:track", [1, 3]),
        ("properties.revenue>=20 OR type:page", [2, 3]),
        ("rule:revenue-not-number", [1]),
        ("nothing", []),
        ("", [1, 2, 3]),
    ):
        done = track_debugger("export", session, "--filter", query)
        assert (done.returncode, done.stderr) == (0, b""), query
        assert [json.loads(line)["number"] for line in done.stdout.splitlines()] == numbers


def test_check_reports_only_what_a_filter_finds(
    track_debugger: Run, record_session: RecordSession, tmp_path: Path
) -> None:
    (tmp_path / "payloads.ndjson").write_bytes(b"\n".join((ORDER, HOME, LATER)))
    for file in (str(record_session(ORDER, HOME, LATER)), "payloads.ndjson"):
        for query, events, code in (
            ("type:track", 2, 1),
            ("rule:revenue-not-number", 1, 1),
            ("-rule:revenue-not-number", 2, 0),
            ("number:2", 1, 0),
        ):
            done = track_debugger("check", file, "--format", "json", "--filter", query)
            assert done.returncode == code, (query, done)
            assert json.loads(done.stdout)["events"] == events


def test_a_real_answer_is_found_by_both(track_debugger: Run, record_session: RecordSession) -> None:
    session = str(record_session(ORDER, b"{", HOME))
    for query, numbers in (("answer:400", [2]), ("-status:400 answer:200", [1, 3])):
        done = track_debugger("export", session, "--filter", query)
        assert [json.loads(line)["number"] for line in done.stdout.splitlines()] == numbers
        done = track_debugger("check", session, "--format", "json", "--filter", query)
        assert json.loads(done.stdout)["events"] == len(numbers)


def test_what_is_wrong_is_pointed_at(track_debugger: Run, record_session: RecordSession) -> None:
    session = str(record_session(ORDER))
    for command in ("export", "check"):
        done = track_debugger(command, session, "--filter", "\x1btype:track severity:fatal x")
        assert (done.returncode, done.stdout) == (2, b"")
        said, line, mark = done.stderr.decode().splitlines()
        assert said.startswith("track-debugger: fatal is not a severity")
        assert line[mark.index("^") : mark.index("^") + mark.count("^")] == "fatal"


def test_filters_tells_every_field(track_debugger: Run) -> None:
    for arguments in ([], ["--format", "markdown"]):
        done = track_debugger("filters", *arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        for field in FIELDS:
            assert field.example in done.stdout.decode()


def test_who_does_not_filter_does_not_wait_for_the_parser(
    track_debugger: Run, record_session: RecordSession, tmp_path: Path
) -> None:
    session = str(record_session(ORDER))
    for name in ("lark", "re2"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('not needed')\n")
    done = track_debugger("export", session)
    assert (done.returncode, done.stderr) == (0, b"")
