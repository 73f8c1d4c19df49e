"""What was committed is there after a kill, and a torn log gives whole transactions or none."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from debugger.events import Recording
from debugger.session.folder import unfinished
from debugger.session.reader import SessionReader
from debugger.session.writer import Ending, SessionWriter

Post = Callable[..., Recording]

RECORDER = """
import sys
from pathlib import Path
from debugger.events import Arrival, Transport
from debugger.session.recording import record
from debugger.session.writer import SessionWriter
from debugger.wire.intake import read

body = b'{"batch":[' + b",".join([b'{"type":"track","event":"Signed Up","userId":"u"}'] * 3) + b"]}"
arrival = Arrival(
    received_at=1, transport=Transport.HTTP, method="POST", path="/v1/batch", headers=(),
    body=body, client="127.0.0.1:1",
)
intake = read(arrival)
recording = record(intake.request, intake.messages)
writer = SessionWriter.open(Path(sys.argv[1]))
while True:
    print(writer.append([recording]), flush=True)
"""


def whole(path: Path) -> int:
    """The newest number, once the file is found whole: numbers without gaps, each with its payload."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (newest, count) = connection.execute("SELECT max(number), count(*) FROM events").fetchone()
        (payloads,) = connection.execute("SELECT count(*) FROM payloads").fetchone()
        (messages,) = connection.execute("SELECT sum(messages) FROM requests").fetchone()
    assert (newest or 0) == count == payloads == (messages or 0)
    return int(count)


def test_killed_writer_loses_nothing_it_reported(tmp_path: Path) -> None:
    for round_number in range(5):
        path = tmp_path / f"{round_number}.tdsession"
        child = subprocess.Popen(
            [sys.executable, "-c", RECORDER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(20 * (round_number + 1))]
        assert path not in [left.path for left in unfinished(tmp_path)]  # it is being written
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
        child.wait()
        child.stdout.close()
        reported = int([line for line in lines if line.endswith("\n")][-1])

        with closing(SessionReader.open(path)) as reader:
            newest = reader.newest()
            assert reported <= newest <= reported + 3
            assert len(reader.rows(1, newest)) == newest
        assert path in [left.path for left in unfinished(tmp_path)]
        writer = SessionWriter.open(path)
        assert writer.newest == newest
        writer.close(Ending.ORPHANED)
        assert whole(path) == newest


def test_torn_log_leaves_whole_transactions(tmp_path: Path, post: Post) -> None:
    path = tmp_path / "one.tdsession"
    writer = SessionWriter.open(path)
    for size in range(1, 9):
        writer.append([post({"batch": [{"type": "track", "event": "A b"}] * size}, "/v1/batch")])
    log = path.with_name(path.name + "-wal").read_bytes()
    content = path.read_bytes()
    writer.close(Ending.CLOSED)
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    sums = {size * (size + 1) // 2 for size in range(9)}
    seen = set()
    for attempt in range(60):
        damaged = bytearray(log[: chance.randrange(len(log))])
        if attempt % 2 and damaged:
            damaged[chance.randrange(len(damaged))] ^= 0xFF
        copy = tmp_path / f"copy{attempt}" / "one.tdsession"
        copy.parent.mkdir()
        copy.write_bytes(content)
        copy.with_name("one.tdsession-wal").write_bytes(damaged)
        with closing(SessionReader.open(copy)) as reader:
            newest = reader.newest()
            assert [row.number for row in reader.rows(1, newest)] == list(range(1, newest + 1))
        assert newest in sums
        assert whole(copy) == newest
        seen.add(newest)
        shutil.rmtree(copy.parent)
    assert len(seen) > 3
