"""The window has its marks written by the sink, which alone writes the session."""

from __future__ import annotations

import subprocess
from pathlib import Path

from debugger.session.marks import NO_MARK, Colour, Mark
from tests.running_sink import running_sink
from tests.sink.test_reinspecting import BOOKED, post, tell


def test_marks_of_the_window_are_stored(tmp_path: Path) -> None:
    options = ("--control", "--no-config")
    with running_sink(tmp_path / "one.tdsession", *options, stdin=subprocess.PIPE) as sink:
        for _ in range(3):
            post(sink, BOOKED)
        note = {"colour": "green", "note": "As it should be"}
        tell(sink, {"command": "mark", "marks": {"1": {"starred": True}, "3": note}})
        assert sink.line_with("marked") == 2
        green = Mark(colour=Colour.GREEN, note="As it should be")
        assert [row.mark for row in sink.rows()] == [Mark(starred=True), NO_MARK, green]
        tell(sink, {"command": "mark", "marks": {"1": {}}})
        assert sink.line_with("marked") == 1
        post(sink, BOOKED)
        assert [row.mark for row in sink.rows()] == [NO_MARK, NO_MARK, green, NO_MARK]
