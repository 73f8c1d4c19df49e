"""docs/builds.md: its files are read, its commands run, and what they print is what stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from debugger.expectations import parsed
from debugger.expectations.matcher_words import WORDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "builds.md").read_text(encoding="utf-8")
CALLS = b"""\
{"type": "identify", "userId": "u-1", "traits": {"email": "someone@example.com"}}
{"type": "track", "event": "Product Viewed", "userId": "u-1"}
{"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"revenue": 20, "currency": "usd"}}
{"type": "track", "event": "Product Added", "userId": "u-1"}
{"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"revenue": 20, "currency": "EUR"}}
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_file_on_the_page_is_read() -> None:
    assert len([parsed(text, "builds.md") for text in blocks("toml")]) >= 2


@pytest.mark.parametrize("word", WORDS)
def test_every_matcher_is_explained_and_shown_in_use(word: str) -> None:
    assert re.search(rf"\{{[^}}|]*\b{word} = |`{word}`", PAGE)
    assert any(f"{word} = " in text for text in blocks("toml")) or word == "is"


def test_the_report_on_the_page_is_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "expectations.toml").write_text(blocks("toml")[0])
    (tmp_path / "calls.ndjson").write_bytes(CALLS)
    command, printed = blocks("console")[0].split("\n", 1)
    arguments = command.removeprefix("$ track-debugger ").split()
    done = subprocess.run(
        [sys.executable, "-m", "debugger", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    start = done.stdout.index("expectations.toml:1")
    assert printed in done.stdout[start:]


SUITE = """
import os
import segment.analytics as analytics

def test_an_order_is_told():
    analytics.write_key, analytics.host = "local", os.environ["TRACK_DEBUGGER_URL"]
    analytics.track("u-1", "Order Completed", {"revenue": 20, "currency": "USD"})
    analytics.shutdown()
"""
EXPECTED = '[[expect]]\nevent = "Order Completed"\ncount = 1\nproperties = { revenue = ">0" }\n'


def steps_of(text: str) -> list[str]:
    """The shell steps of a workflow of GitHub or a job of GitLab, but for those that install."""
    jobs = yaml.safe_load(text)
    if "jobs" in jobs:
        steps = [step["run"] for step in jobs["jobs"]["tracking"]["steps"] if "run" in step]
    else:
        steps = jobs["tracking"]["script"]
    return [step for step in steps if not step.startswith("pip install")]


@pytest.mark.parametrize("text", blocks("yaml"), ids=["github", "gitlab"])
def test_the_steps_of_the_examples_run(tmp_path: Path, text: str) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_app.py").write_text(SUITE)
    (tmp_path / "tracking.toml").write_text(EXPECTED)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, module in (("track-debugger", " -m debugger"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n')
        (programs / name).chmod(0o700)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    for step in steps_of(text):
        done = subprocess.run(
            ["sh", "-ec", step], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    kept = {path.name for path in tmp_path.iterdir()}
    assert "run.tdsession" in kept
    assert all(
        (tmp_path / name).stat().st_size for name in re.findall(r"tracking\.(?!toml)\w+", text)
    )


def test_the_exit_codes_are_told_by_the_command_as_well() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "debugger", "serve", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for word in re.findall(r"TRACK_DEBUGGER_URL|--(?:settle|timeout|report|expect)", PAGE):
        assert word in told
