"""The plugin as other people's test runs have it: real pytest, the real SDK, a sink of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from debugger.session.reader import SessionReader

Runs = Callable[..., "subprocess.CompletedProcess[str]"]

SEND = """
import json, urllib.request
import segment.analytics.client as segment

def send(sink, event, **properties):
    client = segment.Client("local", host=sink.url)
    client.track("u-1", event, properties)
    client.shutdown()
"""
PASSING = """
def test_an_order(track_debugger):
    send(track_debugger, "Order Completed", revenue=20, currency="USD")
    outcome = track_debugger.expect("Order Completed", count=1, properties={"revenue": ">0"})
    (event,) = track_debugger.wait_for("Order Completed")
    assert event["payload"]["properties"]["currency"] == "USD"
    assert json.loads(track_debugger.payload(outcome["events"][0])) == event["payload"]
    assert track_debugger.findings() == []

def test_that_sees_nothing_of_the_one_before(track_debugger):
    assert track_debugger.events() == []
    send(track_debugger, "Signed Up")
    assert len(track_debugger.events(filter="type:track")) == 1
    track_debugger.clear()
    assert track_debugger.events() == []
"""
FAILING = """
def test_nearest(track_debugger):
    send(track_debugger, "Order Completed", revenue="20")
    track_debugger.expect("Order Completed", properties={"revenue": ">0"}, timeout=0)

def test_missing(track_debugger):
    send(track_debugger, "Signed Up")
    track_debugger.wait_for("Order Completed", timeout=0)

def test_mistaken(track_debugger):
    track_debugger.expect("A", cuont=1)

def test_findings(track_debugger):
    send(track_debugger, "Order Completed", revenue="20")
"""
UNUSED = """
import sys

def test_plain():
    assert [name for name in sys.modules if name.startswith("debugger.")] == [
        "debugger.testing", "debugger.testing.pytest_plugin"]
"""


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    """A run of pytest in a folder of its own."""

    def run(code: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "test_app.py").write_text(code)
        (tmp_path / "pytest.ini").write_text("[pytest]\n")
        given = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "TRACK"))}
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:pytest-qt",
                *options,
            ],
            cwd=tmp_path,
            env={**given, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_tests_that_pass(runs: Runs, tmp_path: Path) -> None:
    done = runs(SEND + PASSING, "--track-debugger-session", "run.tdsession", "-W", "error")
    assert "2 passed" in done.stdout, done.stdout + done.stderr
    with closing(SessionReader.open(tmp_path / "run.tdsession")) as reader:
        assert reader.about()["ended"] == "closed"
        assert reader.newest() == 2


def test_tests_that_fail_say_what_differs(runs: Runs) -> None:
    done = runs(SEND + FAILING, "--track-debugger-fail-on", "error")
    said = done.stdout
    assert 'AssertionError: expected at least 1 "Order Completed" with properties.revenue' in said
    assert '/properties/revenue: expected a number > 0, got "20"' in said
    assert "expected 1 Order Completed within 0 s, got 0" in said
    assert "Signed Up" in said
    assert "Did you mean count?" in said
    assert ": error revenue-not-number /properties/revenue: revenue is the string" in said
    assert "2 passed" not in said
    assert "SinkProcess" not in said
    assert done.returncode == 1


def test_runs_that_do_not_ask_load_nothing(runs: Runs) -> None:
    done = runs(UNUSED)
    assert "1 passed" in done.stdout, done.stdout
    assert runs(UNUSED, "-p", "no:track-debugger").returncode == 1


def test_inside_serve_the_sink_is_that_of_the_build(tmp_path: Path) -> None:
    (tmp_path / "test_app.py").write_text(SEND + PASSING)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
    done = subprocess.run(
        [sys.executable, "-m", "debugger", "serve", "--session", "run.tdsession", "--", *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
    assert "2 events" in done.stdout
