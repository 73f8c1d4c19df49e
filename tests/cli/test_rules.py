"""`track-debugger rules` lists what is judged, and tells all of one rule: what its module and its page say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.spec import Rule, page, rule, rules

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def said(run: Run, *arguments: str) -> str:
    """What is printed, without an error."""
    done = run("rules", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def known(rule_id: str) -> Rule:
    found = rule(rule_id)
    assert found is not None
    return found


def test_every_rule_is_listed_below_its_subject(track_debugger: Run) -> None:
    lines = said(track_debugger).splitlines()
    listed: dict[str, tuple[str, str, str]] = {}
    subject = ""
    for line in lines[:-1]:
        if line.startswith("  "):
            severity, rule_id, title = line.split(maxsplit=2)
            listed[rule_id] = (subject, severity, title)
        elif line:
            subject = line
    assert listed == {
        each.id: (each.subject.value, each.severity.word, each.title) for each in rules()
    }
    assert lines[-1].startswith(f"{len(rules())} rules: ")


def test_one_rule_is_told_whole(track_debugger: Run) -> None:
    shown = said(track_debugger, "event-missing")
    told = known("event-missing")
    words = " ".join(shown.split())
    for text in (told.id, told.title, told.why, told.remedy, told.reference, "Severity error"):
        assert text in words
    assert "Segment answers 200 and drops it (event_not_defined)" in words
    assert "Judges track" in words
    passes, _, caught = shown.partition("\nPasses\n")[2].partition("\nCaught\n")
    assert '"event": "Walk Booked"' in passes
    assert '"event": null' in caught
    assert "Found: event-missing at /event; dropped" in caught
    assert "Sent to /v1/track." in caught


def test_a_rule_without_a_page_is_told_too(track_debugger: Run) -> None:
    shown = said(track_debugger, "rule-failed")
    assert "A rule could not judge this message" in shown
    assert "Passes" not in shown


def test_json_has_everything(track_debugger: Run) -> None:
    listed = json.loads(said(track_debugger, "--format", "json"))
    assert [each["id"] for each in listed] == [each.id for each in rules()]
    told = json.loads(said(track_debugger, "revenue-not-number", "--format", "json"))
    assert told in listed
    revenue = known("revenue-not-number")
    assert (told["why"], told["remedy"]) == (revenue.why, revenue.remedy)
    assert (told["severity"], told["verdict"], told["calls"]) == ("error", "kept", ["track"])
    assert {example["passes"] for example in told["examples"]} == {True, False}
    assert all(example["payload"] for example in told["examples"])


def test_markdown(track_debugger: Run) -> None:
    listed = said(track_debugger, "--format", "markdown")
    assert "## Event names\n" in listed
    assert "| `event-missing` | error | Event name is missing |" in listed
    told = said(track_debugger, "event-missing", "--format", "markdown")
    assert told.startswith("# event-missing\n\n")
    assert "- **Judges** track; **Segment** answers 200 and drops it" in told
    described = page("event-missing")
    assert described is not None
    assert told.count("\n```json\n") == len(described.examples)


@pytest.mark.parametrize("written", ["event_missing", "evnt-missing", "Event Mising"])
def test_an_unknown_rule_is_exit_2_and_near_ones_are_named(
    track_debugger: Run, written: str
) -> None:
    done = track_debugger("rules", written)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert f"No rule is called {written}." in line
    assert "Did you mean event-missing" in line


def test_an_unknown_rule_that_resembles_none(track_debugger: Run) -> None:
    done = track_debugger("rules", "\x1b[2Jqqqq")
    assert done.returncode == 2
    assert b"List them all: track-debugger rules" in done.stderr
    assert b"\x1b" not in done.stderr


def test_output_that_is_not_utf8(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for arguments in ([], *([each.id] for each in rules()[:5])):
        done = subprocess.run(
            [sys.executable, "-m", "debugger", "rules", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert (done.returncode, done.stderr) == (0, b"")
