"""`track-debugger check` judges files and sessions as the sink would, and ends with the code it promises."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
RecordSession = Callable[..., Path]

CLEAN = b'{"type":"track","event":"Signed Up","userId":"u","messageId":"m","timestamp":"2026-01-01T00:00:00Z"}'
WRONG = b'{"type":"track","event":"Order Completed","userId":"u","properties":{"revenue":"19.99"}}'
NAMELESS = b'{"type":"track","userId":"u"}'
BROKEN = b'{"type":"track",'
FORMATS = ("text", "json", "junit", "sarif", "github")


def checked(run: Run, *arguments: str, stdin: bytes = b"") -> Any:
    """What the JSON report says."""
    done = run("check", *arguments, "--format", "json", stdin=stdin)
    assert done.stderr == b""
    return json.loads(done.stdout)


def by_event(report: Any) -> set[tuple[int, str]]:
    """Event and rule of the errors."""
    return {
        (each["event"], each["rule"]) for each in report["findings"] if each["severity"] == "error"
    }


def test_json_report(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "calls.ndjson").write_bytes(
        b"\n".join([CLEAN, WRONG, b"", b"  ", NAMELESS, BROKEN])
    )
    report = checked(track_debugger, "calls.ndjson")
    assert report["events"] == 4
    (revenue,) = [each for each in report["findings"] if each["rule"] == "revenue-not-number"]
    assert revenue["event"] == 2
    assert revenue["severity"] == "error"
    assert revenue["pointer"] == "/properties/revenue"
    assert "19.99" in revenue["message"]
    assert revenue["remedy"]
    assert by_event(report) == {
        (2, "revenue-not-number"),
        (3, "event-missing"),
        (4, "body-not-json"),
    }
    assert report["summary"]["error"] == 3
    assert report["verdicts"] == {"kept": 2, "dropped": 1, "rejected": 1}


def test_text_report(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "calls.ndjson").write_bytes(CLEAN + b"\n" + WRONG + b"\n")
    done = track_debugger("check", "calls.ndjson")
    finding, *frame, remedy, summary = done.stdout.decode().splitlines()
    assert finding.startswith("calls.ndjson:2: error revenue-not-number /properties/revenue: ")
    assert '    6 |     "revenue": "19.99"' in frame
    assert remedy == '      = Send 19.99, not "19.99".'
    assert summary.startswith("2 events: 1 error")
    assert done.returncode == 1
    assert done.stderr == b""


def test_nothing_found(track_debugger: Run) -> None:
    done = track_debugger("check", "-", stdin=CLEAN)
    assert done.stdout == b"1 event: nothing found\n"
    assert done.returncode == 0
    assert track_debugger("check", "-", stdin=b"").stdout == b"0 events: nothing found\n"


@pytest.mark.parametrize(
    ("payload", "fail_on", "code"),
    [
        (WRONG, None, 1),
        (WRONG, "error", 1),
        (WRONG, "advice", 1),
        (WRONG, "never", 0),
        (BROKEN, "never", 0),
        (CLEAN, "advice", 0),
        (
            b'{"type":"track","event":"Order Completed","userId":"u","properties":{"currency":"eur"}}',
            "error",
            0,
        ),
        (
            b'{"type":"track","event":"Order Completed","userId":"u","properties":{"currency":"eur"}}',
            "warning",
            0,
        ),
        (
            b'{"type":"track","event":"Order Completed","userId":"u","properties":{"currency":"eur"}}',
            "advice",
            1,
        ),
    ],
)
def test_exit_code(track_debugger: Run, payload: bytes, fail_on: str | None, code: int) -> None:
    more = ["--fail-on", fail_on] if fail_on else []
    assert track_debugger("check", "-", *more, stdin=payload).returncode == code


@pytest.mark.parametrize("output", FORMATS)
def test_every_format_ends_with_the_same_code(track_debugger: Run, output: str) -> None:
    for payload, more, code in (
        (CLEAN, [], 0),
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "never"], 0),
        (b"", [], 0),
    ):
        done = track_debugger("check", "-", "--format", output, *more, stdin=payload)
        assert (done.returncode, done.stderr) == (code, b"")
        assert done.stdout.endswith(b"\n")


def test_help_names_the_formats(track_debugger: Run) -> None:
    shown = track_debugger("check", "--help").stdout.decode()
    assert all(name in shown for name in FORMATS)


def test_a_session_has_no_lines(track_debugger: Run, record_session: RecordSession) -> None:
    session = record_session(CLEAN, WRONG)
    sarif = json.loads(track_debugger("check", str(session), "--format", "sarif").stdout)
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"].keys() == {"artifactLocation"}
    assert result["properties"]["event"] == 2
    command = track_debugger("check", session.name, "--format", "github").stdout.decode()
    assert command.startswith("::error file=one.tdsession,title=")
    junit = track_debugger("check", session.name, "--format", "junit").stdout
    assert b">error revenue-not-number" in junit


def test_unreadable_or_wrong_usage(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "calls.ndjson.gz").write_bytes(b"\x1f\x8b\x08 and so on")
    (tmp_path / "utf16.ndjson").write_bytes(CLEAN.decode().encode("utf-16"))
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    for arguments in (
        ["none.ndjson"],
        ["."],
        *(["calls.ndjson.gz", "--format", name] for name in FORMATS),
        ["utf16.ndjson"],
        ["other.db"],
        [],
        ["-", "--format", "xml"],
        ["-", "--fail-on", "sometimes"],
        ["a", "b"],
    ):
        done = track_debugger("check", *arguments)
        assert done.returncode == 2, arguments
        assert len(done.stderr.decode().splitlines()) == 1, done.stderr
        assert done.stdout == b""


def test_byte_order_mark_and_line_ends(track_debugger: Run) -> None:
    stdin = b"\xef\xbb\xbf" + CLEAN + b"\r\n\r\n" + WRONG + b"\r\n"
    assert by_event(checked(track_debugger, "-", stdin=stdin)) == {(2, "revenue-not-number")}


def test_line_may_be_a_batch(track_debugger: Run) -> None:
    batch = b'{"batch":[%s,%s],"context":{"ip":"nowhere"}}' % (CLEAN, NAMELESS)
    report = checked(track_debugger, "-", stdin=batch + b"\n" + WRONG)
    assert report["events"] == 3
    assert by_event(report) == {
        (1, "ip-malformed"),
        (2, "ip-malformed"),
        (2, "event-missing"),
        (3, "revenue-not-number"),
    }


def test_no_type(track_debugger: Run) -> None:
    report = checked(track_debugger, "-", stdin=b'{"event":"Signed Up","userId":"u"}')
    assert "type-missing" in {each["rule"] for each in report["findings"]}


@pytest.mark.parametrize(
    "line", [b"[]", b"7", b"null", b'"x"', b"[1]", b"\0", b"\xff\xfe\xfd", b"{}", b'{"batch":[]}']
)
def test_any_line_is_an_event(track_debugger: Run, line: bytes) -> None:
    report = checked(track_debugger, "-", stdin=CLEAN + b"\n" + line)
    assert report["events"] == 2
    assert {event for event, _ in by_event(report)} == {2}


def test_session_and_its_exports_are_judged_alike(
    track_debugger: Run, record_session: RecordSession
) -> None:
    session = record_session(
        b'{"event":"Signed Up","userId":"u"}',
        WRONG,
        b'{"event":"A b","value":NaN}',
        b"\xff",
        BROKEN,
    )
    record_session(
        b'{"batch":[{"type":"track","event":"A b","userId":"u"},{"event":"A b"}],"context":{"ip":"x"}}',
        path="/v1/batch",
    )
    record_session(
        b'{"batch":[{"type":"track","event":"A b","userId":"u"},{"event":NaN}]}', path="/v1/batch"
    )
    record_session(b'{"batch":["no message"]}', path="/v1/batch")
    record_session(b'{"event":"A \\ud83d","userId":"u","properties":{"revenue":"1"}}')
    report = checked(track_debugger, str(session))
    assert report["events"] == 11
    assert report["verdicts"]["dropped"] >= 1
    assert (8, "request-refused") in by_event(report)
    assert {(2, "revenue-not-number"), (6, "ip-malformed"), (5, "body-not-json")} <= by_event(
        report
    )
    assert (11, "revenue-not-number") in by_event(report)
    assert (1, "type-missing") not in by_event(report)  # the path says it
    track_debugger("export", str(session), "--output", "out.ndjson", "--no-redact")
    assert checked(track_debugger, "out.ndjson") == report


def test_session_is_not_changed(track_debugger: Run, record_session: RecordSession) -> None:
    session = record_session(WRONG)
    before = session.read_bytes(), sorted(session.parent.iterdir())
    assert track_debugger("check", str(session)).returncode == 1
    assert (session.read_bytes(), sorted(session.parent.iterdir())) == before


def test_terminal_is_never_commanded(track_debugger: Run) -> None:
    hostile = {
        "type": "track",
        "userId": "u",
        "properties": {"revenue": "\x1b]0;owned\x07\u202e\x9b2J"},
    }
    for output in FORMATS:
        done = track_debugger("check", "-", "--format", output, stdin=json.dumps(hostile).encode())
        shown = done.stdout.decode()
        assert "revenue" in shown
        assert not set(shown) & {"\x1b", "\x07", "\u202e", "\x9b"}


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_only(
    tmp_path: Path, variables: dict[str, str], *, coloured: bool
) -> None:
    (tmp_path / "calls.ndjson").write_bytes(WRONG)
    parent, child = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "debugger", "check", str(tmp_path / "calls.ndjson")],
        stdout=child,
        check=False,
        env={
            **environment,
            "TERM": "xterm",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **variables,
        },
    )
    os.close(child)
    shown = os.read(parent, 65536)
    os.close(parent)
    assert (b"\x1b[31merror\x1b[0m" in shown) == coloured
    assert bool(re.search(rb"\x1b\[31m +\^~{6}\x1b\[0m", shown)) == coloured
    assert (b"\x1b" in shown) == coloured


def test_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "calls.ndjson").write_bytes((WRONG + b"\n") * 20_000)
    child = subprocess.Popen(
        [sys.executable, "-m", "debugger", "check", str(tmp_path / "calls.ndjson")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    assert child.stdout.readline().startswith(bytes(tmp_path))
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 1  # what was found until then


@pytest.mark.parametrize("output", FORMATS)
def test_output_that_is_not_utf8(tmp_path: Path, output: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "debugger", "check", "-", "--format", output],
        input='{"type":"track","event":"A","userId":"u","properties":{"revenue":"€"}}'.encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONIOENCODING": "ascii",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u20ac" in done.stdout or b"&#8364;" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["check"], ["export"]])
def test_output_that_is_full(record_session: RecordSession, command: list[str]) -> None:
    session = record_session(WRONG)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "debugger", *command, str(session)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert done.returncode == 2
    assert b"Standard output cannot be written: No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


MEASURED = """
import re, sys
from pathlib import Path
from debugger.__main__ import main
assert main(["check", sys.argv[1], "--format", sys.argv[2]]) == 1
print(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("output", FORMATS)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, output: str) -> None:
    line = WRONG[:-1] + b',"text":"' + b"x" * 1000 + b'"}\n'
    peaks = []
    for lines in (1000, 20_000):
        (tmp_path / "calls.ndjson").write_bytes(line * lines)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(tmp_path / "calls.ndjson"), output],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        peaks.append(int(done.stderr))
    assert peaks[1] - peaks[0] < 8 * 1024  # KiB, of a file of 22 MB


SILENT = '[rules]\nevent-missing = "silent"\n'


def test_the_projects_settings_are_found_from_the_folder(
    track_debugger: Run, tmp_path: Path
) -> None:
    (tmp_path / ".track-debugger.toml").write_text(SILENT)
    report = checked(track_debugger, "-", stdin=NAMELESS)
    assert (report["findings"], report["silenced"]) == ([], 1)
    assert report["verdicts"]["dropped"] == 1
    done = track_debugger("check", "-", stdin=NAMELESS)
    assert done.stdout == b"1 event: nothing found; 1 dropped by Segment; 1 finding silenced\n"
    assert done.returncode == 0
    assert track_debugger("check", "-", "--no-config", stdin=NAMELESS).returncode == 1


def test_a_settings_file_is_named(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[rules]\nevent-missing = "warning"\n')
    done = track_debugger("check", "-", "--config", "ours.toml", stdin=NAMELESS)
    assert b": warning event-missing /event: " in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [("[rules]\nevent-mising = 'silent'\n", b"Did you mean event-missing?"), ("[", b"is not TOML")],
)
def test_settings_that_cannot_be_meant_end_with_two(
    track_debugger: Run, tmp_path: Path, text: str, said: bytes
) -> None:
    (tmp_path / ".track-debugger.toml").write_text(text)
    done = track_debugger("check", "-", stdin=NAMELESS)
    assert done.returncode == 2
    assert done.stdout == b""
    assert said in done.stderr


def test_settings_that_are_not_there_end_with_two(track_debugger: Run) -> None:
    done = track_debugger("check", "-", "--config", "none.toml", stdin=NAMELESS)
    assert done.returncode == 2
    assert b"none.toml cannot be read" in done.stderr


def test_suppressed_results_are_told_to_sarif(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / ".track-debugger.toml").write_text(SILENT)
    done = track_debugger("check", "-", "--format", "sarif", stdin=NAMELESS)
    (result,) = json.loads(done.stdout)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external"}]


def test_what_the_sequence_shows_is_reported_with_the_call_it_speaks_of(
    track_debugger: Run,
) -> None:
    report = checked(track_debugger, "-", stdin=CLEAN + b"\n" + CLEAN)
    (found,) = report["findings"]
    assert (found["event"], found["rule"], found["related"]) == (2, "message-id-repeated", 1)
    assert report["verdicts"]["dropped"] == 1


def test_the_settings_page_shows_files_that_are_right(track_debugger: Run, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    of_rules, of_redaction = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / ".track-debugger.toml").write_text(f"{of_rules}\n{of_redaction}")
    report = checked(
        track_debugger, "-", stdin=b'{"type":"track","userId":"u","event":"walk booked"}'
    )
    assert (report["findings"], report["silenced"]) == ([], 1)


EXPECTED = b"""
[[expect]]
event = "Signed Up"
[[expect]]
name = "One order"
event = "Order Completed"
count = 1
properties = { revenue = ">0" }
"""
NEAREST = '/properties/revenue: expected a number > 0, got "19.99"'


@pytest.mark.parametrize("name", ["text", "junit", "sarif", "github"])
def test_an_expectation_that_is_not_met_fails_and_is_told_in_every_format(
    track_debugger: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "expect.toml").write_bytes(EXPECTED)
    given = ("--format", name, "--fail-on", "never", "--expect", "expect.toml")
    done = track_debugger("check", "-", *given, stdin=CLEAN + b"\n" + WRONG)
    assert done.returncode == 1, done.stderr
    said = ET.fromstring(done.stdout).find(".//failure") if name == "junit" else None  # noqa: S314
    text = done.stdout.decode() if said is None else f"{said.get('message')} {said.text}"
    assert "got 0" in text
    assert NEAREST in text.replace('\\"', '"')


def test_expectations_that_are_met_are_counted(track_debugger: Run, tmp_path: Path) -> None:
    (tmp_path / "expect.toml").write_bytes(EXPECTED.replace(b'">0"', b'"19.99"'))
    done = track_debugger(
        *("check", "-", "--fail-on", "never", "--expect", "expect.toml"),
        stdin=CLEAN + b"\n" + WRONG,
    )
    assert done.returncode == 0
    assert done.stdout.endswith(b"; 2 of 2 expectations met\n")


def test_json_tells_each_expectation_with_the_differences(
    track_debugger: Run, tmp_path: Path
) -> None:
    (tmp_path / "expect.toml").write_bytes(EXPECTED)
    report = checked(track_debugger, "-", "--expect", "expect.toml", stdin=CLEAN + b"\n" + WRONG)
    met, unmet = report["expectations"]
    assert (met["met"], met["got"], met["events"]) == (True, 1, [1])
    assert (unmet["title"], unmet["line"], unmet["met"]) == ("One order", 4, False)
    (nearest,) = unmet["nearest"]
    assert nearest["event"] == 2
    assert nearest["differences"] == [
        {"pointer": "/properties/revenue", "expected": "a number > 0", "got": '"19.99"'}
    ]


def test_a_mistake_in_the_expectations_is_told_before_anything_is_judged(
    track_debugger: Run, tmp_path: Path
) -> None:
    (tmp_path / "expect.toml").write_bytes(b"[[expect]]\nevnt = 'A'\n")
    done = track_debugger("check", "-", "--expect", "expect.toml", stdin=WRONG)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b'expect.toml:1: "evnt"' in done.stderr
