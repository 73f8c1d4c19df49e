"""`track-debugger demo`: to a running receiver, or into a session."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from debugger.__main__ import main
from debugger.demo.journey import steps
from debugger.session.reader import SessionReader
from tests.running_sink import running_sink

COUNT = sum(len(step.calls) for step in steps())
FINDINGS = [call.findings for step in steps() for call in step.calls]


def found_in(session: Path) -> list[tuple[tuple[str, str], ...]]:
    with closing(SessionReader.open(session)) as reader:
        return [
            tuple((each.rule, each.pointer) for each in event.findings)
            for event in reader.events(1, reader.newest())
        ]


def test_into_a_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = tmp_path / "demo.tdsession"
    assert main(["demo", "--session", str(session)]) == 0

    told = capsys.readouterr().out
    assert f"{COUNT} calls sent, 8 of them wrong on purpose." in told
    assert f"track-debugger check '{session}'" in told
    assert 'Wrong: revenue, which Segment reserves for numbers, is the text "63.40"' in told
    assert found_in(session) == FINDINGS


def test_to_a_receiver(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = tmp_path / "demo.tdsession"
    with running_sink(session) as sink:
        assert main(["demo", "--url", sink.address]) == 0
        sink.wait_for(COUNT)
        told = capsys.readouterr().out
        assert f"{sink.address}/demo" in told
        assert found_in(session) == FINDINGS
        assert {event.row.source for event in sink.events()[:-1]} == {"track-debugger-demo 1.0.0"}


def test_where_nothing_listens(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--url", "http://127.0.0.1:9"]) == 2
    assert "nothing listens there. Start one" in capsys.readouterr().err


def test_one_place_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--url", "localhost", "--session", "x"]) == 2
    assert "not allowed with" in capsys.readouterr().err
